import type { Line } from '../../../src/present/layout/lines.ts';
import type { Around } from '../../../src/present/tui/screen.ts';

/** When tests look, in milliseconds since the epoch: 2026-11-20T14:30:00Z. */
export const NOW = Date.UTC(2026, 10, 20, 14, 30);

/** What a screen knows in a terminal of 80x24, of which the shell takes four lines; `own` is another. */
export function around(own: Partial<Around> = {}): Around {
  return {
    place: { context: 'shop-prod', server: 'https://10.0.0.1:6443', namespace: 'shop' },
    columns: 80,
    rows: 20,
    now: NOW,
    color: false,
    screenReader: false,
    filter: '',
    running: [],
    history: [],
    mayExec: true,
    ...own,
  };
}

export const LARGE = { columns: 140, rows: 36 };

/** Lines as a person sees them. */
export function seen(lines: readonly Line[]): string {
  return lines
    .map((spans) =>
      spans
        .map(({ text }) => text)
        .join('')
        .trimEnd(),
    )
    .join('\n');
}
