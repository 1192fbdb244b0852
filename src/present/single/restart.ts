import type { Predicted } from '../../report.ts';
import { bytes, count, counted } from '../numbers.ts';
import { dim } from '../layout/lines.ts';
import { gridHead, gridRow } from '../layout/grid.ts';
import { prose } from '../layout/prose.ts';
import { names } from './names.ts';
import type { Section } from './section.ts';

/** What the Services put in at the container's start, would put in now, and will at the next restart; who differs. */
export const restartSection: Section = ({ count: { predicted }, differences }, page) => {
  const { atStart, now, nextRestart } = predicted;
  const { ghosts, missing, stale, contested } = differences;
  const points = [
    ghosts.length > 0 && `Deleted, and still in this container: ${names(ghosts, page)}.`,
    missing.length > 0 && `Newer than this container: ${names(missing, page)}.`,
    stale.length > 0 &&
      `Another value than the Service has now: ${names(
        stale.map(({ variable }) => variable),
        page,
      )}.`,
    contested.length > 0 &&
      `Claimed by several Services: ${names(
        contested.map(({ variable }) => variable),
        page,
      )}.`,
  ].filter((point) => point !== false);
  return [
    gridHead(page, { label: 'SERVICE LINKS', first: 'VARIABLES', second: 'SIZE', rest: 'SERVICES' }),
    gridRow(page, { label: 'at this start', ...figures(atStart) }),
    gridRow(page, { label: 'if started now', ...figures(now) }),
    gridRow(page, {
      label: 'at the next restart',
      ...figures(nextRestart),
      rest: change(atStart, nextRestart),
    }),
    ...points.flatMap((text) => prose(page, { text, indent: 4, lead: dim('  -') })),
  ];
};

function figures({
  variables,
  bytes: size,
  services,
}: Predicted): Record<'first' | 'second' | 'rest', string> {
  return { first: count(variables), second: bytes(size), rest: count(services) };
}

function change(before: Predicted, after: Predicted): string {
  const difference = after.variables - before.variables;
  if (difference === 0) return count(after.services);
  const sign = difference > 0 ? '+' : '-';
  return `${count(after.services)}  ${sign}${counted(Math.abs(difference), 'variable')}`;
}
