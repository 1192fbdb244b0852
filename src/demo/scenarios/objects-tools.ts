import others from './captured/tools.others.json.br?base64';
import services from './captured/tools.services.json.br?base64';
import type { CapturedObjects } from './scenario.ts';

/** Everything in the namespace `tools`, as captured. */
export const toolsObjects: CapturedObjects = { services, others };
