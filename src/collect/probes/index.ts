export { attempts } from './attempts.ts';
export { buildProbe } from './build.ts';
export { parseProbe } from './parse/index.ts';
export type { ProbeCommand, ProbeMode, ProbeRequest, ProbeWay } from './request.ts';
