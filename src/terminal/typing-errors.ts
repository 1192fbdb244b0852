import { distance } from 'fastest-levenshtein';

/** How many letters were mistyped when `wanted` became `typed`; letters in another order (`wbe`, `dmeo`) are one error. */
export function typingErrors(typed: string, wanted: string): number {
  const errors = distance(typed, wanted);
  return errors > 1 && lettersOf(typed) === lettersOf(wanted) ? 1 : errors;
}

function lettersOf(word: string): string {
  return [...word].toSorted().join('');
}
