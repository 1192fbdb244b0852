import { usage } from '../errors.ts';
import { isStdin } from '../files/user-file.ts';

/** @throws EnvauditError `usage` when more than one of the files that will be read is standard input. */
export function refuseStdinTwice(files: readonly (string | undefined)[]): void {
  if (files.filter((file) => file !== undefined && isStdin(file)).length <= 1) return;
  throw usage('standard input can be read once only', 'Name a file for all but one of the - given.');
}
