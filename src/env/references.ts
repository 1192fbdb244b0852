/**
 * The names that a text of a pod spec refers to as `$(NAME)`, each once, in order. `$$(NAME)` is the escaped form: it
 * stays text. Takes time in proportion to the text.
 *
 * Rule: `Expand`, https://github.com/kubernetes/kubernetes/blob/v1.36.2/third_party/forked/golang/expansion/expand.go
 */
export function referencesIn(text: string): string[] {
  const names = new Set<string>();
  for (let at = text.indexOf('$'); at >= 0; at = text.indexOf('$', at)) {
    if (text[at + 1] !== '(') {
      // An operator pair `$$` is taken as a whole, from the left.
      at += text[at + 1] === '$' ? 2 : 1;
      continue;
    }
    const end = text.indexOf(')', at);
    // Where none is closed any more, all the rest is text.
    if (end < 0) break;
    names.add(text.slice(at + 2, end));
    at = end + 1;
  }
  return [...names];
}
