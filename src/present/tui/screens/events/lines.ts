import { age, counted } from '../../../../units.ts';
import { dim, line, styled, type Line } from '../../../layout/lines.ts';
import type { Page } from '../../../layout/page.ts';
import { prose } from '../../../layout/prose.ts';
import { printable } from '../../../text.ts';
import type { EventRow } from '../../backend.ts';
import { hasAll, type Marks } from '../../components/viewer/marks.ts';

/** Events that are shown: the newest. */
const MOST = 500;

/** Events as lines, the newest last: what and how often, and below it what is told. Only those that have all of `words`. */
export function eventLines(
  events: Iterable<EventRow>,
  { words, now, page, withObject }: { words: Marks; now: number; page: Page; withObject: boolean },
): Line[] {
  return [...events]
    .filter((event) =>
      hasAll(`${event.type} ${event.reason} ${event.object} ${event.from} ${event.message}`, words),
    )
    .toSorted((left, right) => lastOf(left) - lastOf(right))
    .slice(-MOST)
    .flatMap((event) => blockOf(event, now, page, withObject));
}

function blockOf(event: EventRow, now: number, page: Page, withObject: boolean): Line[] {
  const { type, reason, message, from, object } = event;
  const isWarning = type !== 'Normal';
  const about = [...(withObject ? [object] : []), ...(from === '' ? [] : [from])];
  return [
    line(
      styled(isWarning ? 'gone' : 'severity.ok', printable(type, { max: 20 }).padEnd(8)),
      ' ',
      styled('name', printable(reason, { max: 60 })),
      dim(`  ${timesOf(event, now)}${about.map((each) => `  ${printable(each, { max: 150 })}`).join('')}`),
    ),
    ...prose(page, { text: printable(message, { max: 1100 }), indent: 4 }),
  ];
}

/** `3m ago`, `12s ago, 5 times in 3m`. */
function timesOf({ firstAt, lastAt, count }: EventRow, now: number): string {
  if (lastAt === undefined) return 'at no known time';
  const ago = `${age(lastAt, new Date(now).toISOString())} ago`;
  if (count <= 1) return ago;
  const over = firstAt === undefined || firstAt === lastAt ? '' : ` in ${age(firstAt, lastAt)}`;
  return `${ago}, ${counted(count, 'time')}${over}`;
}

function lastOf({ lastAt = '' }: EventRow): number {
  return Date.parse(lastAt) || 0;
}
