import type { CheckedStage, Diagnosis } from '../../../contracts/diagnosis.ts';
import { dim, line, render } from '../../layout/lines.ts';
import type { Line } from '../../layout/lines.ts';
import { pageFor } from '../../layout/page.ts';
import type { Page } from '../../layout/page.ts';
import { problemsSection } from '../../layout/problems.ts';
import { stack } from '../../layout/stack.ts';
import { printableReport } from '../../printable-report.ts';
import { chosen, isNamed } from '../../sections.ts';
import type { View } from '../../view.ts';
import type { DiagnosisSection } from '../sections.ts';
import { conclusionLines, factsSection, pathSection } from './headline.ts';
import {
  becauseSection,
  contributingSection,
  mendsSection,
  ruledOutSection,
  surerSection,
} from './root-cause.ts';
import { screen } from './screen.ts';
import { stageSection } from './stage.ts';

type Section = (diagnosis: Diagnosis, page: Page) => Line[];

/**
 * An incident note: why it is the root cause, what to do, the path that led to it with a verdict for each stage, what it
 * is not; then the figures of each stage.
 */
const SECTIONS: Readonly<Record<DiagnosisSection, Section>> = {
  subject: factsSection,
  why: becauseSection,
  mends: mendsSection,
  stages: pathSection,
  contributing: contributingSection,
  'ruled-out': ruledOutSection,
  surer: surerSection,
  'host-resources': stage('host-resources'),
  'app-limits': stage('app-limits'),
  'dependency-services': stage('dependency-services'),
  'app-hotspots': stage('app-hotspots'),
  unseen: ({ incomplete }, page) => problemsSection(incomplete, page),
};

const { subject, stages: path, ...others } = SECTIONS;

/** Where one note replaces the other on a screen, the path comes first: it is what changes. */
const LIVE: Readonly<Record<string, Section>> = { subject, stages: path, ...others };

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
  const sections = chosen<Section>(isLive ? LIVE : SECTIONS, show);
  const more = page.verbose ? '' : '; -v tells all checks, -o markdown all commands';
  return stack([
    conclusionLines(diagnosis, page),
    ...sections.map((section) => section(diagnosis, page)),
    isNamed(show) ? [] : [line(dim(`kubectl envaudit ${diagnosis.tool.version}${more}.`))],
  ]);
}

function stage(id: CheckedStage): Section {
  return ({ stages, incomplete }, page) =>
    stages.filter((one) => one.stage === id).flatMap((one) => stageSection(one, incomplete, page));
}
