import { FINDINGS } from '../../analyze/findings.ts';
import { EXIT, type ExitCode } from '../../errors.ts';
import type { LintReport } from '../../lint-report.ts';
import { presentLint } from '../../present/lint/index.ts';
import { VERDICTS } from '../../report.ts';
import type { Context } from '../context.ts';
import type { LintOptions } from './options.ts';

/** Prints the report, and gives the exit code that it asks for. */
export async function showLint(
  report: LintReport,
  options: LintOptions,
  { streams }: Context,
): Promise<ExitCode> {
  const { output, failOn, color, verbose } = options;
  streams.out(
    await presentLint(report, output, {
      columns: streams.columns ?? 80,
      color: color === 'auto' ? streams.color.out : color === 'always',
      verbose,
      failOn,
      rules: FINDINGS,
    }),
  );
  const { worst } = report.summary;
  if (failOn !== undefined && VERDICTS.indexOf(worst) >= VERDICTS.indexOf(failOn)) return EXIT.findings;
  return report.incomplete.length > 0 ? EXIT.incomplete : EXIT.ok;
}
