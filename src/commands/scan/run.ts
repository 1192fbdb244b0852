import { EnvauditError, type ExitCode } from '../../errors.ts';
import type { Context } from '../context.ts';
import type { ScanOptions } from './options.ts';

export function runScan(_options: ScanOptions, _context: Context): Promise<ExitCode> {
  throw new EnvauditError('not-yet', 'scan is being built');
}
