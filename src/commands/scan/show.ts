import { FINDINGS } from '../../analyze/findings.ts';
import { sortWorkloads } from '../../analyze/scan/sort-workloads.ts';
import { EXIT, type ExitCode } from '../../errors.ts';
import { scanPieces } from '../../present/scan/index.ts';
import type { ScanReport } from '../../contracts/scan-report.ts';
import type { Context } from '../context.ts';
import { failsOn } from '../fail-on.ts';
import { print } from '../print.ts';
import { viewOf } from '../view.ts';
import type { ScanOptions } from './command.ts';

/** Prints the report in the order that was asked for, and gives the exit code that it asks for. */
export async function showScan(
  report: ScanReport,
  options: Pick<ScanOptions, 'output' | 'color' | 'verbose' | 'failOn' | 'show' | 'top' | 'sortBy'>,
  context: Context,
): Promise<ExitCode> {
  const { streams } = context;
  const { output, show, top, failOn } = options;
  const view = {
    ...viewOf(options, context),
    show,
    top,
    failOn,
    rules: FINDINGS,
    notice: (text: string) => streams.err(`${text}\n`),
  };
  const sorted = { ...report, workloads: sortWorkloads(report.workloads, options.sortBy) };
  await print(await scanPieces(sorted, output, view), streams);
  if (matchesNothing(report) && report.incomplete.every(({ code }) => code === 'not-found'))
    return EXIT.nothing;
  if (failsOn(failOn, report.summary.worst)) return EXIT.findings;
  return report.incomplete.length > 0 ? EXIT.incomplete : EXIT.ok;
}

/** With a selector, workloads are asked for: Services alone are no answer. */
function matchesNothing({ summary, scope }: ScanReport): boolean {
  return summary.workloads === 0 && (summary.services === 0 || scope.selector !== undefined);
}
