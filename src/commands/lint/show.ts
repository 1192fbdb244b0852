import { FINDINGS } from '../../analyze/findings.ts';
import { EXIT, type ExitCode } from '../../errors.ts';
import type { LintReport } from '../../contracts/lint-report.ts';
import { lintPieces } from '../../present/lint/index.ts';
import type { Context } from '../context.ts';
import { failsOn } from '../fail-on.ts';
import { print } from '../print.ts';
import { viewOf } from '../view.ts';
import type { LintOptions } from './command.ts';

/** Prints the report, and gives the exit code that it asks for. */
export async function showLint(
  report: LintReport,
  options: LintOptions,
  context: Context,
): Promise<ExitCode> {
  const { output, failOn } = options;
  const view = { ...viewOf(options, context), failOn, rules: FINDINGS };
  await print(await lintPieces(report, output, view), context.streams);
  if (failsOn(failOn, report.summary.worst)) return EXIT.findings;
  return report.incomplete.length > 0 ? EXIT.incomplete : EXIT.ok;
}
