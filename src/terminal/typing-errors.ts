import { distance } from 'fastest-levenshtein';

/** How many letters were mistyped when `wanted` became `typed`; letters in another order (`wbe`, `dmeo`) are one error. */
export function typingErrors(typed: string, wanted: string): number {
  const errors = distance(typed, wanted);
  return errors > 1 && lettersOf(typed) === lettersOf(wanted) ? 1 : errors;
}

/** The word that was meant by one that is none: it differs in a letter, where it is long in two; undefined without one. */
export function wordMeant(typed: string, words: Iterable<string>): string | undefined {
  const near = [...words]
    .map((word) => ({ word, errors: typingErrors(typed, word) }))
    .filter(({ word, errors }) => errors <= (word.length > 4 ? 2 : 1) && errors < word.length);
  return near.toSorted((left, right) => left.errors - right.errors)[0]?.word;
}

function lettersOf(word: string): string {
  return [...word].toSorted().join('');
}
