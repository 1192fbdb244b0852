import others from './captured/edge.others.json.br?base64';
import services from './captured/edge.services.json.br?base64';
import type { CapturedObjects } from './scenario.ts';

/** Everything in the namespace `edge`, as captured. */
export const edgeObjects: CapturedObjects = { services, others };
