import type { CheckDetail } from '../../contracts/diagnosis.ts';
import type { EventEvidence } from '../../contracts/diagnosis-evidence.ts';
import { age } from '../../units.ts';

const MOST_EVENTS = 10;

/** A line of details. */
export function line(text: string): CheckDetail {
  return { kind: 'line', text };
}

/** Rows of details; none where there are no rows. */
export function table(headings: string[], rows: string[][]): CheckDetail[] {
  return rows.length === 0 ? [] : [{ kind: 'table', headings, rows }];
}

/** The first events, with how long ago each was reported last. `now`: RFC 3339. */
export function eventTable(events: readonly EventEvidence[], now: string): CheckDetail[] {
  return table(
    ['Reason', 'Times', 'Last', 'Message'],
    events
      .slice(0, MOST_EVENTS)
      .map(({ reason, count, lastAt, message }) => [
        reason,
        String(count),
        lastAt === undefined ? '' : age(lastAt, now),
        message,
      ]),
  );
}
