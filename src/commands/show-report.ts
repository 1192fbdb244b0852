import { analyze } from '../analyze/analyze.ts';
import { EXIT, type ExitCode } from '../errors.ts';
import type { Evidence } from '../evidence.ts';
import { present } from '../present/index.ts';
import { VERDICTS, type Report, type Severity } from '../report.ts';
import type { ReportOptions } from './output-options.ts';
import type { Context } from './context.ts';

/** Judges evidence, prints the report, and gives the exit code that the report asks for. */
export async function showReport(
  evidence: Evidence,
  options: ReportOptions,
  context: Context,
): Promise<ExitCode> {
  const { streams } = context;
  const report = analyze(evidence, { allVariables: options.variables });
  const view = {
    columns: streams.columns ?? 80,
    color: options.color === 'auto' ? streams.color.out : options.color === 'always',
    verbose: options.verbose,
    variables: options.variables,
  };
  streams.out(await present(report, options.output, view));
  return exitCode(report, options.failOn);
}

function exitCode(report: Report, failOn: Severity | undefined): ExitCode {
  if (failOn !== undefined && VERDICTS.indexOf(report.summary.worst) >= VERDICTS.indexOf(failOn)) {
    return EXIT.findings;
  }
  return report.incomplete.length > 0 ? EXIT.incomplete : EXIT.ok;
}
