/**
 * A command line of words that no shell would change; undefined where a word is not plain. Names in a cluster are plain
 * by the API's rules, so that anything else is not to be pasted into a shell.
 */
export function plainCommand(words: readonly (string | undefined)[]): string | undefined {
  return words.every((word) => word !== undefined && /^[\w%+,./:=@-]+$/.test(word))
    ? words.join(' ')
    : undefined;
}
