import others from './captured/payments.others.json.br?base64';
import services from './captured/payments.services.json.br?base64';
import type { CapturedObjects } from './scenario.ts';

/** Everything in the namespace `payments`, as captured. */
export const paymentsObjects: CapturedObjects = { services, others };
