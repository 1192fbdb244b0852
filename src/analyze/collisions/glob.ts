/** As many as rules have globs. */
const matchers = new Map<string, (text: string) => boolean>();

/** Whether a text is what a glob of a rule describes, see {@link globMatcher}. */
export function matchesGlob(glob: string, text: string): boolean {
  const matches = matchers.get(glob) ?? globMatcher(glob);
  matchers.set(glob, matches);
  return matches(text);
}

/**
 * Tells of texts whether they are what a glob describes: `*` is any run of characters, none included; everything else is
 * itself. Takes time in proportion to the lengths, whatever the pattern, so that patterns of users cannot hang.
 */
export function globMatcher(glob: string): (text: string) => boolean {
  const [first = '', ...parts] = glob.split('*');
  const last = parts.pop();
  if (last === undefined) return (text) => text === glob;
  return (text) => {
    if (!text.startsWith(first)) return false;
    let at = first.length;
    for (const part of parts) {
      const found = text.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return text.length - last.length >= at && text.endsWith(last);
  };
}
