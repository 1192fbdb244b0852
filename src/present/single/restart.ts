import type { DifferencesReport, Predicted } from '../../contracts/report.ts';
import { size, number, counted } from '../../units.ts';
import { gridHead, gridRow } from '../layout/grid.ts';
import type { Page } from '../layout/page.ts';
import { points } from '../layout/prose.ts';
import { names } from './names.ts';
import type { Section } from './section.ts';

/** What the Services put in at the container's start, would put in now, and will at the next restart; who differs. */
export const restartSection: Section = ({ count: { predicted }, differences }, page) => {
  const { atStart, now, nextRestart } = predicted;
  const remarks = remarksOn(differences, page);
  return [
    gridHead(page, { label: 'SERVICE LINKS', first: 'VARIABLES', second: 'SIZE', rest: 'SERVICES' }),
    gridRow(page, { label: 'at its start', ...figures(atStart) }),
    gridRow(page, { label: 'now', ...figures(now) }),
    gridRow(page, {
      label: 'at the next restart',
      ...figures(nextRestart),
      rest: change(atStart, nextRestart),
    }),
    ...points(remarks, page),
  ];
};

function figures({ variables, bytes, services }: Predicted): Record<'first' | 'second' | 'rest', string> {
  return { first: number(variables), second: size(bytes), rest: number(services) };
}

function change(before: Predicted, after: Predicted): string {
  const difference = after.variables - before.variables;
  if (difference === 0) return number(after.services);
  const sign = difference > 0 ? '+' : '-';
  return `${number(after.services)}  ${sign}${counted(Math.abs(difference), 'variable')}`;
}

function remarksOn(differences: DifferencesReport, page: Page): string[] {
  const { ghosts, missing, hidden, contested, stale } = differences;
  const lists: [string, string[]][] = [
    ['Deleted, and still in this container', ghosts],
    ['Newer than this container', missing],
    ['Another value than the Service has now', stale.map(({ variable }) => variable)],
    ['Replaced by the pod spec', hidden.map(({ variable }) => variable)],
    ['Claimed by several Services', contested.map(({ variable }) => variable)],
  ];
  return lists.flatMap(([what, all]) =>
    all.length === 0 ? [] : [`${what}: ${names([...new Set(all)], page)}.`],
  );
}
