import type { CollisionRule } from '../rule.ts';
import { DATABASES } from './databases.ts';
import { LIBRARIES } from './libraries.ts';
import { MODELS } from './models.ts';
import { MONITORING } from './monitoring.ts';
import { PLATFORMS } from './platforms.ts';
import { SELF_HOSTED } from './self-hosted.ts';
import { SERVERS } from './servers.ts';
import { STRICT } from './strict.ts';
import { TOOLS } from './tools.ts';

/**
 * Apps that are known to take variables of service links for settings of their own, each with its source.
 * docs/collisions.md shows the same table and a test compares the two.
 */
export const KNOWN_APPS: readonly CollisionRule[] = [
  ...SERVERS,
  ...SELF_HOSTED,
  ...MODELS,
  ...TOOLS,
  ...MONITORING,
  ...DATABASES,
  ...STRICT,
  ...PLATFORMS,
  ...LIBRARIES,
];
