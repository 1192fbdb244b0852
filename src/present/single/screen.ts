import type { ContainerReport, Mend, Report } from '../../contracts/report.ts';
import { brief } from '../layout/brief.ts';
import { pad } from '../layout/fit.ts';
import { dim, line, styled, type Line } from '../layout/lines.ts';
import { nextStepLines } from '../layout/next-step.ts';
import type { Page } from '../layout/page.ts';
import { distinct, problemBrief } from '../layout/problems.ts';
import { prose } from '../layout/prose.ts';
import { firstThatFits } from '../layout/screen.ts';
import { stack } from '../layout/stack.ts';
import { howToSeeMore, more } from '../sections.ts';
import { titleLines } from './headline.ts';
import { AUDIT_SECTIONS } from './section.ts';
import { summaryFacts } from './summary.ts';

const LABEL = 14;
const SEVERITY = 12;

/** How much of each part there is room for: lines of the texts, entries of the lists. */
interface Room {
  reason: number;
  facts: number;
  factLines: number;
  findings: number;
  problemLines: number;
  effectLines: number;
  command: boolean;
  /** Blank lines: between all parts, or only around what is to be done. */
  gaps: 'all' | 'few' | 'none';
  /** Names of any length; else each on a line of its own at most. */
  wholeNames: boolean;
}

const AMPLE: Room = {
  reason: 4,
  facts: 6,
  factLines: 2,
  findings: 5,
  problemLines: 3,
  effectLines: 5,
  command: true,
  gaps: 'all',
  wholeNames: true,
};
const TIGHT: Room = {
  reason: 3,
  facts: 4,
  factLines: 2,
  findings: 1,
  problemLines: 1,
  effectLines: 1,
  command: true,
  gaps: 'none',
  wholeNames: false,
};

/** What is given up first is what explains, then what is known elsewhere. What must be there is in all of them. */
const ROOMS: readonly Room[] = [
  AMPLE,
  { ...AMPLE, effectLines: 3, findings: 4 },
  { ...AMPLE, effectLines: 3, findings: 3, problemLines: 2 },
  { ...AMPLE, effectLines: 2, findings: 3, problemLines: 2 },
  { ...AMPLE, effectLines: 2, findings: 3, problemLines: 2, facts: 5 },
  { ...AMPLE, effectLines: 2, findings: 2, problemLines: 2, facts: 4 },
  { ...AMPLE, effectLines: 2, findings: 3, problemLines: 2, facts: 5, gaps: 'few' },
  { ...AMPLE, effectLines: 2, findings: 2, problemLines: 2, facts: 4, gaps: 'few' },
  { ...AMPLE, effectLines: 2, findings: 2, problemLines: 2, facts: 4, gaps: 'none' },
  TIGHT,
  { ...TIGHT, effectLines: 0, facts: 3, reason: 2 },
  { ...TIGHT, effectLines: 0, facts: 3, factLines: 1, reason: 1 },
  { ...TIGHT, effectLines: 0, facts: 3, factLines: 1, reason: 1, command: false },
];

/** The answer on one screen: verdict, count, cost, limits, what was found, the one command, and how to see more. */
export function screen(container: ContainerReport, report: Report, page: Page): Line[] {
  return firstThatFits(
    ROOMS.values().map((room) => inRoom(room, container, report, page)),
    page,
  );
}

function inRoom(room: Room, container: ContainerReport, report: Report, page: Page): Line[] {
  const { reason, findings, mends } = container;
  const facts = summaryFacts(container, page);
  const problems = distinct([...container.incomplete, ...report.incomplete]);
  const [mend] = mends;
  const [problem] = problems;
  const shownFindings = findings.slice(0, room.findings);
  const seen = [
    [
      ...titleLines(container, page, room.wholeNames ? Infinity : page.columns),
      ...brief(page, { text: reason, indent: 0, most: room.reason }),
    ],
    facts.slice(0, room.facts).flatMap(([label, text]) =>
      brief(page, {
        text,
        indent: LABEL,
        lead: dim(pad(`  ${label}`, LABEL - 1, page.width)),
        most: room.factLines,
      }),
    ),
    shownFindings.flatMap(({ severity, title }) =>
      brief(page, {
        text: title,
        indent: SEVERITY,
        lead: styled(`severity.${severity}`, `  ${severity}`),
        most: 1,
      }),
    ),
    problem === undefined
      ? []
      : problemBrief(problem, { most: room.problemLines, how: mend === undefined }, page),
  ];
  const next = mend === undefined ? nothingToMend(container) : mendLines(mend, room, page);
  const leftOut = [
    ...more(findings.length, shownFindings.length, 'finding'),
    ...more(mends.length, 1, 'mend'),
    ...more(problems.length, 1, 'thing not seen', 'things not seen'),
    ...facts.slice(room.facts).map(([label]) => label),
  ];
  const rest = prose(page, { text: howToSeeMore(AUDIT_SECTIONS, leftOut), indent: 0, style: 'dim' });
  if (room.gaps === 'none') return [...seen.flat(), ...next, ...rest];
  return stack([...(room.gaps === 'all' ? seen : [seen.flat()]), next, rest]);
}

function mendLines({ title, command, effect }: Mend, room: Room, page: Page): Line[] {
  const commands = command === undefined ? [] : [command];
  return nextStepLines({ heading: 'MEND', title, commands, effect }, room, 'mends', page);
}

function nothingToMend({ severity, findings }: ContainerReport): Line[] {
  if (severity === 'unknown') return [];
  return [line(findings.length === 0 ? 'Nothing to mend.' : 'Nothing that a command could mend.')];
}
