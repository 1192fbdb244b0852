import others from './captured/shop.others.json.br?base64';
import services from './captured/shop.services.json.br?base64';
import type { CapturedObjects } from './scenario.ts';

/** Everything in the namespace `shop`, as captured. */
export const shopObjects: CapturedObjects = { services, others };
