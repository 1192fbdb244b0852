import others from './captured/reports.others.json.br?base64';
import services from './captured/reports.services.json.br?base64';
import type { CapturedObjects } from './scenario.ts';

/** Everything in the namespace `reports`, as captured. */
export const reportsObjects: CapturedObjects = { services, others, capturedAt: '2026-11-21T10:30:00Z' };
