/**
 * The names that a text of a pod spec refers to as `$(NAME)`, each once, in order. `$$(NAME)` is the escaped form: it
 * stays text.
 *
 * Rule: `Expand`, https://github.com/kubernetes/kubernetes/blob/v1.36.2/third_party/forked/golang/expansion/expand.go
 */
export function referencesIn(text: string): string[] {
  const names = new Set<string>();
  // An operator pair `$$` is taken as a whole, from the left; so is a reference that is not closed.
  for (const [, name] of text.matchAll(/\$\$|\$\(([^)]*)\)/g)) if (name !== undefined) names.add(name);
  return [...names];
}
