import { EnvauditError, EXIT } from '../../../errors.ts';

const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};
const PART = String.raw`(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)`;
const DURATION = new RegExp(`^([-+]?)(?:0|(?:${PART})+)$`);

const INTEGER = /^(?:\+?\d+|-0+)$/;

/** Nanoseconds, which Go counts in 64 bits as it does seconds. */
const MOST_NS = 2 ** 63;
/** Timers count milliseconds in 31 bits; three weeks are as good as more. */
const MOST_TIMER_MS = 2 ** 31 - 1;

/**
 * `--request-timeout` in milliseconds: whole seconds, or Go's durations (`1m30s`, `.5s`). 0 stands for no limit, and so
 * does what is below, as in Go's client. Throws an EnvauditError (`usage`) in kubectl's words.
 *
 * https://github.com/kubernetes/client-go/blob/master/tools/clientcmd/helpers.go (ParseTimeout),
 * https://pkg.go.dev/time#ParseDuration
 */
export function parseTimeout(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ms = INTEGER.test(text) && BigInt(text) < 2n ** 63n ? Number(text) * 1000 : durationMs(text);
  if (ms !== undefined) return Math.min(Math.max(ms, 0), MOST_TIMER_MS);
  throw new EnvauditError('usage', 'Invalid timeout value for --request-timeout', {
    hint: 'Timeout must be a single integer in seconds, or an integer followed by a corresponding time unit (e.g. 1s | 2m | 3h)',
    exitCode: EXIT.usage,
  });
}

function durationMs(text: string): number | undefined {
  const [, sign] = DURATION.exec(text) ?? [];
  if (sign === undefined) return undefined;
  const parts = [...text.matchAll(new RegExp(PART, 'g'))];
  const ms = parts.reduce((sum, [, number, unit]) => sum + Number(number) * UNITS[unit ?? '']!, 0);
  if (ms * 1e6 >= MOST_NS) return undefined;
  return sign === '-' ? -ms : ms;
}
