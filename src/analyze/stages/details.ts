import type { CheckDetail } from '../../contracts/diagnosis.ts';

/** A line of details. */
export function line(text: string): CheckDetail {
  return { kind: 'line', text };
}

/** Rows of details; none where there are no rows. */
export function table(headings: string[], rows: string[][]): CheckDetail[] {
  return rows.length === 0 ? [] : [{ kind: 'table', headings, rows }];
}
