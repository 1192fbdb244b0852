import others from './captured/staging.others.json.br?base64';
import services from './captured/staging.services.json.br?base64';
import type { CapturedObjects } from './scenario.ts';

/** Everything in the namespace `staging`, as captured. */
export const stagingObjects: CapturedObjects = { services, others };
