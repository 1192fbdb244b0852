import { EnvauditError, EXIT } from '../../../errors.ts';

const UNITS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/**
 * `--request-timeout` in milliseconds: whole seconds, or Go's durations (`1m30s`). 0 stands for no limit.
 * Throws an EnvauditError (`usage`) in kubectl's words.
 */
export function parseTimeout(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  if (/^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/.test(text)) {
    const parts = text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g);
    return [...parts].reduce((sum, [, number, unit]) => sum + Number(number) * UNITS[unit as string]!, 0);
  }
  throw new EnvauditError('usage', 'Invalid timeout value for --request-timeout', {
    hint: 'Timeout must be a single integer in seconds, or an integer followed by a corresponding time unit (e.g. 1s | 2m | 3h)',
    exitCode: EXIT.usage,
  });
}
