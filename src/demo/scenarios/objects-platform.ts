import others from './captured/platform.others.json.br?base64';
import services from './captured/platform.services.json.br?base64';
import type { CapturedObjects } from './scenario.ts';

/** Everything in the namespace `platform`, as captured. */
export const platformObjects: CapturedObjects = { services, others };
