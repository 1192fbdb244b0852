import type { ContainerReport, Report } from '../../contracts/report.ts';
import { EMPTY, type Line } from '../layout/lines.ts';
import type { Page } from '../layout/page.ts';
import { problemsSection } from '../layout/problems.ts';
import { beside, stack } from '../layout/stack.ts';
import { chosen, isNamed } from '../sections.ts';
import { auditSection } from './audit.ts';
import { costSection } from './cost.ts';
import { countSection } from './count.ts';
import { findingsSection } from './findings.ts';
import { factsSection, headline, titleLines } from './headline.ts';
import { headroomSection } from './headroom.ts';
import { mendsSection } from './mends.ts';
import { originsSection } from './origins.ts';
import { restartSection } from './restart.ts';
import type { AuditSection, RunSection } from './section.ts';
import { screen } from './screen.ts';
import { servicesSection } from './services.ts';
import { variablesSection } from './variables.ts';

/**
 * All sections in their order. What to do comes last: that is what a terminal still shows when the report has scrolled
 * by.
 */
const SECTIONS: Readonly<Record<AuditSection, RunSection>> = {
  container: factsSection,
  count: countSection,
  origins: originsSection,
  services: servicesSection,
  links: restartSection,
  cost: costSection,
  limit: headroomSection,
  variables: variablesSection,
  findings: findingsSection,
  mends: mendsSection,
  unseen: ({ incomplete }, page, report) => problemsSection([...incomplete, ...report.incomplete], page),
  audit: (container, page, report) => auditSection(container, report, page),
};

/** How much there is, and what it does: on wide pages these two stand side by side. */
const AMOUNT = ['count', 'origins', 'services'] as const;
const EFFECT = ['links', 'cost', 'limit'] as const;
const FIGURES: ReadonlySet<string> = new Set([...AMOUNT, ...EFFECT]);

/** Two pages of 80 columns and the gutter. */
const SIDE_BY_SIDE = 164;
const GUTTER = 4;

/** The report about the one container that was looked at: on one screen, or the sections that are asked for. */
export function single(
  container: ContainerReport,
  report: Report,
  { page, show }: { page: Page; show: readonly string[] | undefined },
): Line[] {
  if (isNamed(show)) return sections(container, report, { page, show });
  if (show !== undefined || page.verbose) return whole(container, report, page);
  const lines = screen(container, report, page);
  return page.variables ? [...lines, EMPTY, ...variablesSection(container, page)] : lines;
}

/** The sections of these names, below the container's own. */
export function sections(
  container: ContainerReport,
  report: Report,
  { page, show }: { page: Page; show: readonly string[] | undefined },
): Line[] {
  const blocks = chosen(SECTIONS, show).map((section) => section(container, page, report));
  return stack([titleLines(container, page), ...blocks]);
}

function whole(container: ContainerReport, report: Report, page: Page): Line[] {
  const of = (names: readonly AuditSection[], on = page) =>
    names.map((name) => SECTIONS[name](container, on, report));
  return stack([
    headline(container, page),
    ...(container.severity === 'unknown' ? [] : figures(of, page)),
    ...of(
      (Object.keys(SECTIONS) as AuditSection[]).filter((name) => name !== 'container' && !FIGURES.has(name)),
    ),
  ]);
}

function figures(of: (names: readonly AuditSection[], on?: Page) => Line[][], page: Page): Line[][] {
  if (page.columns < SIDE_BY_SIDE) return of([...AMOUNT, ...EFFECT]);
  const columns = Math.floor((page.columns - GUTTER) / 2);
  const [left, right] = [AMOUNT, EFFECT].map((names) => stack(of(names, { ...page, columns })));
  return [beside({ left: left ?? [], right: right ?? [], at: columns + GUTTER, width: page.width })];
}
