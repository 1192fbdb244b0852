import { usage } from '../errors.ts';
import type { Flags } from './flags.ts';
import { last, type Parsed } from './parsed.ts';

const UNITS = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 };

/** `--stale-after`: from which age on a Service that nobody stands behind is called stale. */
export const staleAfterFlag = {
  'stale-after': {
    type: 'string',
    requiresArg: true,
    description: 'Call a Service stale when nothing changed for this long: 12h, 30d, 0. Default: 30d',
  },
} as const satisfies Flags;

/** The value in milliseconds of `30d`, `12h`, `90m`, `10s` or `0`; 30 days without one; not a number for anything else. */
export function staleAfterMs(parsed: Parsed): number {
  const text = (last(parsed, 'stale-after') as string | undefined) ?? '30d';
  if (text === '0') return 0;
  const [, amount, unit] = /^(\d{1,9})([dhms])$/.exec(text) ?? [];
  return Number(amount) * UNITS[unit as keyof typeof UNITS];
}

/** @throws EnvauditError `usage` when it is not a number. */
export function validateStaleAfter(milliseconds: number): void {
  if (!Number.isNaN(milliseconds)) return;
  throw usage('--stale-after must be a time such as 30d, 12h, 90m, or 0');
}
