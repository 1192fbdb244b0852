import others from './captured/checkout.others.json.br?base64';
import services from './captured/checkout.services.json.br?base64';
import type { CapturedObjects } from './scenario.ts';

/** Everything in the namespace `checkout`, as captured. */
export const checkoutObjects: CapturedObjects = { services, others, capturedAt: '2026-11-21T10:30:00Z' };
