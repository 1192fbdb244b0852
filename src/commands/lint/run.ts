import { EnvauditError, type ExitCode } from '../../errors.ts';
import type { Context } from '../context.ts';
import type { LintOptions } from './options.ts';

export function runLint(_options: LintOptions, _context: Context): Promise<ExitCode> {
  throw new EnvauditError('not-yet', 'lint is being built');
}
