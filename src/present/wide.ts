import type { Report } from '../contracts/report.ts';
import { line, render } from './layout/lines.ts';
import { pageFor } from './layout/page.ts';
import { printableReport } from './printable-report.ts';
import { containersTable } from './several/containers.ts';
import type { View } from './view.ts';

/** A line per container with all columns, never cut; as with kubectl, also for a single one. */
export async function wide(foreign: Report, view: View): Promise<string> {
  const report = printableReport(foreign);
  const page = await pageFor(report, view);
  if (report.containers.length === 0) return render([line('No container was looked at.')], view);
  return render(containersTable(report.containers, { page, wide: true }), view);
}
