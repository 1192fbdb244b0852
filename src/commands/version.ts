import type { ExitCode } from '../errors.ts';
import { EXIT } from '../errors.ts';
import type { CommandContext } from './context.ts';

/** `kubectl envaudit version`. */
export function run({ streams, version }: CommandContext): ExitCode {
  streams.out(`kubectl-envaudit ${version}\n`);
  return EXIT.ok;
}
