import type { ExitCode } from '../errors.ts';
import { readEvidence } from '../evidence-file.ts';
import { formatOf } from '../present/index.ts';
import type { ReportOptions } from './output-options.ts';
import type { Context } from './context.ts';
import { showReport } from './show-report.ts';

/** `kubectl envaudit report FILE`: judges saved evidence again, without a cluster. */
export async function runReport(file: string, options: ReportOptions, context: Context): Promise<ExitCode> {
  formatOf(options.output);
  const evidence = await readEvidence(file, context.stdin);
  return showReport(evidence, options, context);
}
