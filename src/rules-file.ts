import type { Readable } from 'node:stream';
import type { CollisionRule } from './analyze/collisions/rule.ts';
import { EnvauditError } from './errors.ts';

/** Being written: rules of a user from a YAML file, or from `stdin` for `-`. */
export function readRules(_file: string, _stdin: Readable): Promise<CollisionRule[]> {
  throw new EnvauditError('not-yet', 'rules are being built');
}
