import type { Diagnosis } from '../../../diagnosis.ts';
import { dim, line, render } from '../../layout/lines.ts';
import { pageFor } from '../../layout/page.ts';
import { problemsSection } from '../../layout/problems.ts';
import { stack } from '../../layout/stack.ts';
import { printableReport } from '../../printable-report.ts';
import type { View } from '../../view.ts';
import { headline, pathSection } from './headline.ts';
import { becauseSection, mendsSection, otherCauses } from './root-cause.ts';
import { stageSection } from './stage.ts';

/**
 * An incident note: the root cause, why, what to do, the path that led to it with a verdict for each stage, what it is
 * not; then the figures of the stages that are over a threshold. It needs no colours, so that it can be pasted into a
 * ticket. Where one replaces the other on a screen, the path comes first: it fits on a small one, and it changes.
 */
export async function human(foreign: Diagnosis, view: View): Promise<string> {
  const diagnosis = printableReport(foreign);
  const page = await pageFor(diagnosis, view);
  const isLive = view.live === true;
  const { stages, incomplete, tool } = diagnosis;
  const more = page.verbose ? '' : '; -v tells all checks, -o markdown all commands';
  const mended = [becauseSection(diagnosis, page), mendsSection(diagnosis, page)];
  const path = pathSection(diagnosis, page);
  return render(
    stack([
      headline(diagnosis, page),
      ...(isLive ? [path, ...mended] : [...mended, path]),
      ...otherCauses(diagnosis, page),
      ...stages.map((stage) => stageSection(stage, incomplete, page)),
      problemsSection(incomplete, page),
      [line(dim(`kubectl envaudit ${tool.version}${more}.`))],
    ]),
    view,
  );
}
