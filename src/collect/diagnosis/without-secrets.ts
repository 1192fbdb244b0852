/** Written in place of what nobody else should read. */
const HIDDEN = '…';

/** Names whose values are secrets, as they stand before `=`, `:` or a blank. */
const SECRET =
  '[\\w.-]*(?:passw(?:or)?d|passwd|pwd|passphrase|secret|token|credential|api[-_]?key|access[-_]?key|private[-_]?key|auth(?:orization)?|cookie|session|dsn|bearer)[\\w.-]*';

const RULES: readonly (readonly [RegExp, string])[] = [
  // What stands between the lines of a key.
  [/-----BEGIN [A-Z ]{1,40}-----.*$/, HIDDEN],
  [/^[A-Za-z0-9+/]{60,76}={0,2}$/, HIDDEN],
  // JSON web tokens: https://www.rfc-editor.org/rfc/rfc7519
  [/\beyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*)?/g, HIDDEN],
  [/\b(Bearer|Basic|Digest|Negotiate)\s+[\w.~+/=-]{4,}/gi, `$1 ${HIDDEN}`],
  // The user and the password of a URL: https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1
  [/([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s/@]{1,300}@/gi, `$1${HIDDEN}@`],
  [/([?&][\w.-]{1,60}=)[^&\s"'#]{1,2000}/g, `$1${HIDDEN}`],
  // A setting: quoted, or up to a blank or a comma.
  [
    new RegExp(`(["']?\\b${SECRET}["']?\\s*[:=]\\s*)(?:"[^"]*"?|'[^']*'?|[^\\s,;)}\\]]+)`, 'gi'),
    `$1${HIDDEN}`,
  ],
  [/(?<![\w.-])([A-Z_][A-Z0-9_]{1,100}=)(?:"[^"]*"?|'[^']*'?|[^\s,;)}\]]+)/g, `$1${HIDDEN}`],
  [/(--?[\w-]{2,60}=)(?:"[^"]*"?|'[^']*'?|\S+)/g, `$1${HIDDEN}`],
  // Keys that are known by their beginning, and long words of letters and digits that nobody writes by hand.
  [/\b(?:AKIA|ASIA|ghp_|gho_|github_pat_|glpat-|xox[abprs]-|sk-|sk_live_|AIza)[\w-]{8,}/g, HIDDEN],
  [/(?<![\w/.-])(?=[\w+/=-]*\d)(?=[\w+/=-]*[A-Za-z])[\w+=-]{32,}(?![\w/.-])/g, HIDDEN],
];

/** Shorter ones stand in ordinary words, too. */
const SHORTEST_VALUE = 6;

/**
 * A line of a log without what looks like a secret, and without the given values: settings, tokens, keys, and the users
 * and passwords of URLs. `tcp://10.96.0.1:80`, as Services make it, stays.
 */
export function withoutSecrets(line: string, values: readonly string[]): string {
  let own = line;
  for (const value of values) if (value.length >= SHORTEST_VALUE) own = own.replaceAll(value, HIDDEN);
  return RULES.reduce((text, [looks, instead]) => text.replace(looks, instead), own);
}
