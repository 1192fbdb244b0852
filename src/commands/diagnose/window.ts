import { usage } from '../../errors.ts';

const UNIT_MS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const [LEAST_MS, MOST_MS] = [1000, 300_000];

/**
 * A time as Go writes it, `10s`, `1m30s`, `1.5m`, in whole milliseconds.
 * https://pkg.go.dev/time#ParseDuration
 * @throws EnvauditError `usage` when it is none, or not from 1 s to 5 min.
 */
export function windowMs(text: string): number {
  if (!/^(?:\d{1,9}(?:\.\d{1,9})?(?:ms|s|m|h))+$/.test(text)) {
    throw usage(`--window: "${text}" is not a time`, 'Such as 10s, 1m30s or 2m.');
  }
  const parts = text.matchAll(/([\d.]+)(ms|s|m|h)/g);
  const milliseconds = Math.round(
    Array.from(parts, ([, amount, unit]) => Number(amount) * UNIT_MS[unit as keyof typeof UNIT_MS]).reduce(
      (sum, each) => sum + each,
      0,
    ),
  );
  if (milliseconds >= LEAST_MS && milliseconds <= MOST_MS) return milliseconds;
  throw usage(
    '--window must be from 1s to 5m',
    'A second is the least that says something; more than once is --watch.',
  );
}
