import type { Diagnosis } from '../../../contracts/diagnosis.ts';
import { sectionLines } from '../../document/lines.ts';
import { dim, line, render, type Line } from '../../layout/lines.ts';
import { pageFor, type Page } from '../../layout/page.ts';
import { stack } from '../../layout/stack.ts';
import { printableReport } from '../../printable-report.ts';
import { chosen, isNamed } from '../../sections.ts';
import type { View } from '../../view.ts';
import { SECTIONS, type SectionBlocks } from '../document.ts';
import { conclusionLines } from './headline.ts';
import { screen } from './screen.ts';

const { subject, stages: path, ...others } = SECTIONS;

/** Where one note replaces the other on a screen, the path comes first: it is what changes. */
const LIVE: Readonly<Record<string, SectionBlocks>> = { subject, stages: path, ...others };

/**
 * The root cause, why, what to do, and the five stages on one screen; or the sections that are asked for. It needs no
 * colours, so that it can be pasted into a ticket.
 */
export async function human(foreign: Diagnosis, view: View): Promise<string> {
  const diagnosis = printableReport(foreign);
  const page = await pageFor(diagnosis, view);
  return render(linesOf(diagnosis, page, view), view);
}

function linesOf(diagnosis: Diagnosis, page: Page, { sections: show, live: isLive = false }: View): Line[] {
  if (show === undefined && !page.verbose) return screen(diagnosis, page, { isLive });
  const sections = chosen<SectionBlocks>(isLive ? LIVE : SECTIONS, show);
  const more = page.verbose ? '' : '; -v tells all checks, -o markdown all commands';
  return stack([
    conclusionLines(diagnosis, page),
    ...sections.map((blocks) => sectionLines(blocks(diagnosis, page.verbose), page)),
    isNamed(show) ? [] : [line(dim(`kubectl envaudit ${diagnosis.tool.version}${more}.`))],
  ]);
}
