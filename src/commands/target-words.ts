import { targetKind } from '../collect/targets/kinds.ts';
import type { Parsed } from './parsed.ts';

/**
 * The targets of a command line; what follows `--` is one, too, which yargs keeps apart, behind the words of the verb.
 */
export function targetWords(parsed: Parsed, verb: readonly string[] = []): string[] {
  return withTypes([...listOf(parsed['target']), ...listOf(parsed['_']).slice(verb.length)]);
}

function listOf(words: unknown): string[] {
  return Array.isArray(words) ? words.map(String) : [];
}

/** `deploy web api` means `deploy/web deploy/api`, as in kubectl get. */
function withTypes(words: string[]): string[] {
  const [type = '', ...names] = words;
  const typed =
    names.length > 0 && targetKind(type) !== undefined && !words.some((word) => word.includes('/'));
  return typed ? names.map((name) => `${type}/${name}`) : words;
}
