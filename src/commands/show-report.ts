import { analyze } from '../analyze/analyze.ts';
import { EXIT, type ExitCode } from '../errors.ts';
import type { Evidence } from '../contracts/evidence.ts';
import { present } from '../present/index.ts';
import { AUDIT_SECTIONS } from '../present/single/section.ts';
import type { Context } from './context.ts';
import { failsOn } from './fail-on.ts';
import type { ReportOptions } from './output-options.ts';
import { shownSections } from './shown-sections.ts';
import { viewOf } from './view.ts';

/** Judges evidence, prints the report, and gives the exit code that the report asks for. */
export async function showReport(
  evidence: Evidence,
  options: ReportOptions,
  context: Context,
): Promise<ExitCode> {
  const report = analyze(evidence, { allVariables: options.variables });
  const sections = shownSections(options, AUDIT_SECTIONS);
  const view = { ...viewOf(options, context), variables: options.variables, sections };
  context.streams.out(await present(report, options.output, view));
  if (failsOn(options.failOn, report.summary.worst)) return EXIT.findings;
  return report.incomplete.length > 0 ? EXIT.incomplete : EXIT.ok;
}
