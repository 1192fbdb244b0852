import others from './captured/search.others.json.br?base64';
import services from './captured/search.services.json.br?base64';
import type { CapturedObjects } from './scenario.ts';

/** Everything in the namespace `search`, as captured. */
export const searchObjects: CapturedObjects = { services, others, capturedAt: '2026-11-21T10:30:00Z' };
