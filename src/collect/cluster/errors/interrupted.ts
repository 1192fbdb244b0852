import { EnvauditError, EXIT } from '../../../errors.ts';

/** Somebody pressed Ctrl-C. */
export function interrupted(): EnvauditError {
  return new EnvauditError('interrupted', 'interrupted', { exitCode: EXIT.interrupted });
}
