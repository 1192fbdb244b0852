import type { ContainerReport, Report } from '../../report.ts';
import type { Line } from '../layout/lines.ts';
import type { Page } from '../layout/page.ts';
import { problemsSection } from '../layout/problems.ts';
import { beside, stack } from '../layout/stack.ts';
import { auditSection } from './audit.ts';
import { costSection } from './cost.ts';
import { countSection } from './count.ts';
import { findingsSection } from './findings.ts';
import { headline } from './headline.ts';
import { headroomSection } from './headroom.ts';
import { mendsSection } from './mends.ts';
import { originsSection } from './origins.ts';
import { restartSection } from './restart.ts';
import type { Section } from './section.ts';
import { servicesSection } from './services.ts';
import { variablesSection } from './variables.ts';

/** How much there is, and what it does: on wide pages these two stand side by side. */
const AMOUNT: readonly Section[] = [countSection, originsSection, servicesSection];
const EFFECT: readonly Section[] = [restartSection, costSection, headroomSection];
/** What follows from it. What to do comes last: that is what a terminal still shows when the report has scrolled by. */
const CONCLUSION: readonly Section[] = [variablesSection, findingsSection, mendsSection];

/** Two pages of 80 columns and the gutter. */
const SIDE_BY_SIDE = 164;
const GUTTER = 4;

/** The report about the one container that was looked at. */
export function single(container: ContainerReport, report: Report, page: Page): Line[] {
  return stack([
    headline(container, page),
    ...(container.severity === 'unknown' ? [] : figures(container, page)),
    ...CONCLUSION.map((section) => section(container, page)),
    problemsSection([...container.incomplete, ...report.incomplete], page),
    auditSection(container, report, page),
  ]);
}

function figures(container: ContainerReport, page: Page): Line[][] {
  if (page.columns < SIDE_BY_SIDE) return [...AMOUNT, ...EFFECT].map((section) => section(container, page));
  const columns = Math.floor((page.columns - GUTTER) / 2);
  const [left, right] = [AMOUNT, EFFECT].map((sections) =>
    stack(sections.map((section) => section(container, { ...page, columns }))),
  );
  return [beside({ left: left ?? [], right: right ?? [], at: columns + GUTTER, width: page.width })];
}
