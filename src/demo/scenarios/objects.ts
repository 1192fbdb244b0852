import bookingsOthers from './captured/bookings.others.json.br?base64';
import bookingsServices from './captured/bookings.services.json.br?base64';
import checkoutOthers from './captured/checkout.others.json.br?base64';
import checkoutServices from './captured/checkout.services.json.br?base64';
import edgeOthers from './captured/edge.others.json.br?base64';
import edgeServices from './captured/edge.services.json.br?base64';
import paymentsOthers from './captured/payments.others.json.br?base64';
import paymentsServices from './captured/payments.services.json.br?base64';
import platformOthers from './captured/platform.others.json.br?base64';
import platformServices from './captured/platform.services.json.br?base64';
import reportsOthers from './captured/reports.others.json.br?base64';
import reportsServices from './captured/reports.services.json.br?base64';
import searchOthers from './captured/search.others.json.br?base64';
import searchServices from './captured/search.services.json.br?base64';
import shopOthers from './captured/shop.others.json.br?base64';
import shopServices from './captured/shop.services.json.br?base64';
import stagingOthers from './captured/staging.others.json.br?base64';
import stagingServices from './captured/staging.services.json.br?base64';
import toolsOthers from './captured/tools.others.json.br?base64';
import toolsServices from './captured/tools.services.json.br?base64';
import type { CapturedObjects } from './scenario.ts';

/** When the namespaces that came later were captured. */
const LATER = '2026-11-21T10:30:00Z';

/** Everything in each namespace of the scenarios, as captured. */
export const OBJECTS = {
  bookings: { services: bookingsServices, others: bookingsOthers, capturedAt: LATER },
  checkout: { services: checkoutServices, others: checkoutOthers, capturedAt: LATER },
  edge: { services: edgeServices, others: edgeOthers },
  payments: { services: paymentsServices, others: paymentsOthers },
  platform: { services: platformServices, others: platformOthers },
  reports: { services: reportsServices, others: reportsOthers, capturedAt: LATER },
  search: { services: searchServices, others: searchOthers, capturedAt: LATER },
  shop: { services: shopServices, others: shopOthers },
  staging: { services: stagingServices, others: stagingOthers },
  tools: { services: toolsServices, others: toolsOthers },
} as const satisfies Record<string, CapturedObjects>;
