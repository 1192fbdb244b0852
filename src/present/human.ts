import type { Report } from '../contracts/report.ts';
import { render } from './layout/lines.ts';
import { pageFor } from './layout/page.ts';
import { printableReport } from './printable-report.ts';
import { several } from './several/index.ts';
import { single } from './single/index.ts';
import type { View } from './view.ts';

/** For people: everything about one container, or a table of several. */
export async function human(foreign: Report, view: View): Promise<string> {
  const report = printableReport(foreign);
  const page = await pageFor(report, view);
  const [container, ...others] = report.containers;
  const asked = { page, show: view.sections };
  const isOne = container !== undefined && others.length === 0;
  return render(isOne ? single(container, report, asked) : several(report, asked), view);
}
