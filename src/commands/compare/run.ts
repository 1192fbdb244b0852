import { EnvauditError, type ExitCode } from '../../errors.ts';
import type { Context } from '../context.ts';
import type { CompareOptions } from './options.ts';

export function runCompare(_options: CompareOptions, _context: Context): Promise<ExitCode> {
  throw new EnvauditError('not-yet', 'compare is being built');
}
