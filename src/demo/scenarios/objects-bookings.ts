import others from './captured/bookings.others.json.br?base64';
import services from './captured/bookings.services.json.br?base64';
import type { CapturedObjects } from './scenario.ts';

/** Everything in the namespace `bookings`, as captured. */
export const bookingsObjects: CapturedObjects = { services, others, capturedAt: '2026-11-21T10:30:00Z' };
