import { APP } from './app.ts';
import { DEPENDENCIES } from './dependencies.ts';
import { ENVIRONMENT } from './environment.ts';
import { INNOCENT } from './innocent.ts';
import { LIMITS } from './limits.ts';
import { NOT_STARTED } from './not-started.ts';
import type { Situation } from './situation.ts';

/** Every situation whose truth is known, the guilty ones first. Names are of pods, and unique. */
export const SITUATIONS: readonly Situation[] = [
  ...NOT_STARTED,
  ...LIMITS,
  ...DEPENDENCIES,
  ...ENVIRONMENT,
  ...APP,
  ...INNOCENT,
];
