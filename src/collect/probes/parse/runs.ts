import type { PredictionOutcome, PredictionRun } from '../../../contracts/evidence.ts';
import { garbage } from './problems.ts';

const OUTCOMES: Record<string, PredictionOutcome> = { s: 'same', d: 'differs', a: 'absent' };

/**
 * Run lengths as they travel, `s8000 a8`, to evidence.
 *
 * @throws EnvauditError `probe-garbage` unless they add up to the number of predicted lines.
 */
export function parseRuns(text: string, lines: number): PredictionRun[] {
  const runs = text === '' ? [] : text.split(' ').map(parseRun);
  const sum = runs.reduce((total, { count }) => total + count, 0);
  if (sum !== lines) throw garbage(`it compares ${sum} variables, and ${lines} were asked about`);
  return runs;
}

function parseRun(text: string): PredictionRun {
  const [, letter, digits] = /^([sda])([1-9]\d{0,8})$/.exec(text) ?? [];
  if (letter === undefined) throw garbage('exec-predicted holds an unknown outcome', text);
  return { outcome: OUTCOMES[letter]!, count: Number(digits) };
}
