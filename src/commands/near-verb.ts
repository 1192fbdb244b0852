import { wordMeant } from '../terminal/typing-errors.ts';
import { VERBS } from './verbs.ts';

/**
 * The verb that was meant by a word which is none, such as `dignose`: a word that differs in a letter or two, or has the
 * same letters in another order. It may yet be a pod's name.
 */
export function nearVerb(word: string | undefined): string | undefined {
  if (word === undefined || !/^[a-z]{3,12}$/i.test(word) || VERBS.has(word)) return undefined;
  return wordMeant(
    word.toLowerCase(),
    [...VERBS].filter((verb) => !verb.startsWith('-')),
  );
}
