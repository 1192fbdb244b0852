/** Written in place of what nobody else should read. */
export const HIDDEN = '…';

type Rule = (text: string) => string;

/** What a name has in it whose value, behind `=` or `:`, is a secret. */
const SECRET =
  'passw(?:or)?d|passwd|pwd|passphrase|secret|token|credential|api[-_]?key|access[-_]?key|private[-_]?key|auth(?:orization)?|cookie|session|dsn|bearer';

/** Each of them takes a time that grows with the length of the text and no faster: logs may be hostile. */
const RULES: readonly Rule[] = [
  // What stands between the lines of a key.
  replacing(/-----BEGIN [A-Z ]{1,40}-----.*$/, HIDDEN),
  replacing(/^[A-Za-z0-9+/]{60,76}={0,2}$/, HIDDEN),
  // JSON web tokens: https://www.rfc-editor.org/rfc/rfc7519
  replacing(/(?<![\w-])eyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*)?/g, HIDDEN),
  replacing(/\b(Bearer|Basic|Digest|Negotiate)\s+[\w.~+/=-]{4,}/gi, `$1 ${HIDDEN}`),
  // The user and the password of a URL: https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1
  replacing(/([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s/@]{1,300}@/gi, `$1${HIDDEN}@`),
  replacing(/([?&][\w.-]{1,60}=)[^&\s"'#]{1,2000}/g, `$1${HIDDEN}`),
  // A setting: quoted, or up to a blank or a comma.
  replacing(
    new RegExp(
      `((?<![\\w.-])(?=[\\w.-]*(?:${SECRET}))[\\w.-]+["']?\\s*[:=]\\s*)(?:"[^"]*"?|'[^']*'?|[^\\s,;)}\\]]+)`,
      'gi',
    ),
    `$1${HIDDEN}`,
  ),
  replacing(/((?<![\w.-])[A-Z_][A-Z0-9_]{1,100}=)(?:"[^"]*"?|'[^']*'?|[^\s,;)}\]]+)/g, `$1${HIDDEN}`),
  replacing(/(--?[\w-]{2,60}=)(?:"[^"]*"?|'[^']*'?|\S+)/g, `$1${HIDDEN}`),
  // Keys that are known by their beginning.
  replacing(/\b(?:AKIA|ASIA|ghp_|gho_|github_pat_|glpat-|xox[abprs]-|sk-|sk_live_|AIza)[\w-]{8,}/g, HIDDEN),
  (text) => text.replace(/[\w+/=.-]{32,}/g, withoutLongWord),
];

/** Shorter ones stand in ordinary words, too. */
const SHORTEST_VALUE = 6;

/**
 * A line of a log without what looks like a secret, and without the given values: settings, tokens, keys, and the users
 * and passwords of URLs. `tcp://10.96.0.1:80`, as Services make it, stays.
 */
export function withoutSecrets(line: string, values: readonly string[]): string {
  return RULES.reduce((text, rule) => rule(text), withoutValues(line, values));
}

/** A text without the given values, as {@link declaredValues} gives them; what is short stays. */
export function withoutValues(text: string, values: readonly string[]): string {
  return values.reduce(
    (rest, value) => (value.length >= SHORTEST_VALUE ? rest.replaceAll(value, HIDDEN) : rest),
    text,
  );
}

function replacing(looks: RegExp, instead: string): Rule {
  return (text) => text.replace(looks, instead);
}

/** Long words of letters and digits that nobody writes by hand. Paths stay: of their parts only what is behind a sign, or before. */
function withoutLongWord(run: string): string {
  const parts = run.split(/([/.])/);
  return parts
    .map((part, index) => {
      const from = index === 0 ? 0 : part.search(/[+=]/) + 1 || part.length;
      const to = index === parts.length - 1 ? part.length : Math.max(from, part.search(/[+=][^+=]*$/));
      const word = part.slice(from, to);
      const isSecret = word.length >= 32 && /\d/.test(word) && /[a-z]/i.test(word);
      return isSecret ? part.slice(0, from) + HIDDEN + part.slice(to) : part;
    })
    .join('');
}
