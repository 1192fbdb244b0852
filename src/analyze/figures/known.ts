import type { Known } from '../../contracts/evidence.ts';

export function known<T>(value: T): Known<T> {
  return { known: true, value };
}

/** A value that is not known, with the reason as the end of a sentence: `the container was not asked`. */
export function unknown(message: string): Known<never> {
  return { known: false, problem: { code: 'unknown', message } };
}
