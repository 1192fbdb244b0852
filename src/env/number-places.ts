/**
 * The names of variables that a text uses where the number of a port must stand, each once: `--port=$(X)`,
 * `redis://db:$X/0`, `nc -z db $X`, `${X:-6379}`, `"$X" -gt 0`, `int(os.environ["X"])`. A name that the text takes
 * apart as a URL (`${X##*:}`) or gives a value of its own is left out. Takes time in proportion to the text.
 *
 * @param before what stands before the text: the words of a command line before one of them
 */
export function numberNamesIn(text: string, before = ''): Set<string> {
  const names = new Set<string>();
  const apart = new Set<string>();
  const near = `${before.slice(-NEAR)} `;
  for (const use of [USE, CODE_USE].flatMap((pattern) => [...text.matchAll(pattern)])) {
    const name = use.slice(1).find((group) => group !== undefined) ?? '';
    const from = use.index;
    const to = from + use[0].length;
    const left = ((from < NEAR ? near : '') + text.slice(Math.max(0, from - NEAR), from)).replace(ACTION, '');
    const right = text.slice(to, to + NEAR);
    if (takesApart(left, right, use[0].startsWith('${'))) apart.add(name);
    else if (BEFORE.some((pattern) => pattern.test(left)) || AFTER.test(right)) names.add(name);
  }
  for (const name of apart) names.delete(name);
  for (const name of assignedIn(text)) names.delete(name);
  return names;
}

/** Names that a text gives a value of its own: `X=…`, but for `X=${X:-6379}`, which keeps what was there before. */
export function assignedIn(text: string): Set<string> {
  return new Set([...text.matchAll(ASSIGNMENT)].map(([, name = '']) => name));
}

const ASSIGNMENT = /\b([A-Za-z_][A-Za-z0-9_]*)=(?!["']?\$[{(]?\1\b)/g;

/** Whether what has this name is a port: `REDIS_PORT`, `dbPort`; no `REPORT`. */
export function isPortName(name: string): boolean {
  return PORT_NAME.test(name);
}

/** Whether a value is an address with its port, or a URL: what reads it needs no variable for the port. */
export function hasPort(value: string): boolean {
  return /:\/\/|:(?:\d{1,5}|\$\([^)]{1,200}\))\/?$/.test(value.trim());
}

/** Characters on each side of a use that are looked at. */
const NEAR = 200;

const NAME = '[A-Za-z_][A-Za-z0-9_]{0,199}';
/**
 * `$(X)` of kubelet, `$X`, `${X`, `$((X` of shells, `{$X` of Caddy, `.Env.X` and `getenv "X"` of templates. What is
 * escaped by another $ is text.
 */
const USE = new RegExp(
  String.raw`(?<!\$)(?:\$\((${NAME})\)|\$\(\(\s{0,8}(${NAME})|\$(?:\{(${NAME})|(${NAME}))|\{\$(${NAME})|\.Env\.(${NAME})|getenv "(${NAME})")`,
  'g',
);
/** `process.env.X`, `os.environ["X"]`, `os.getenv('X')`, `ENV["X"]`, with what makes a number of it. */
const CODE_USE = new RegExp(
  String.raw`(?:process\.env\.|(?:process\.env|environ|ENV|\$_ENV)\[["']|(?:[gG]etenv|environ\.get|ENV\.fetch)\(["'])(${NAME})`,
  'g',
);

/** `port`, `redis-port`, `DB_PORT`, `redisPort`, `PORT_NUMBER`, and no `report` or `support`. */
const PORT = String.raw`(?:(?<![A-Za-z])[Pp]ort|[a-z0-9]Port|(?<![A-Z])PORT)(?:_?(?:NUMBER|number|Number))?`;
const PORT_NAME = new RegExp(`(?:${PORT})$`);
/** Programs that take a port behind -p, or -P. */
const SMALL_P =
  '(?:redis-cli|valkey-cli|keydb-cli|redis-benchmark|psql|pg_isready|pg_dump|pg_dumpall|pg_restore|ssh|mosquitto_pub|mosquitto_sub)';
const LARGE_P = String.raw`(?:mysql\w{0,30}|mariadb[\w-]{0,30}|scp|sftp)`;
const WORDS = String.raw`(?:[^\s;&|]{1,200}\s{1,8}){0,20}`;

/** What stands right before a use that wants a number; a quote may stand between. */
const BEFORE: readonly RegExp[] = [
  // host:$X, user@host:$X, [::1]:$X, :$X, $(HOST):$X
  /(?:^|[\w.\])}@=\s/,-]|\$\{?\w{1,200}\}?["']):["']?$/,
  // port=$X, "port": "$X", listen-port: $X, PORT=$X
  new RegExp(String.raw`${PORT}["']?\s{0,8}(?::|=>?)\s{0,8}["']?$`),
  // --port $X
  new RegExp(String.raw`(?:^|\s)--?[\w-]{0,64}${PORT}\s{1,8}["']?$`),
  new RegExp(String.raw`(?<![\w-])${SMALL_P}\s{1,8}${WORDS}-p\s{0,8}["']?$`),
  new RegExp(String.raw`(?<![\w-])${LARGE_P}\s{1,8}${WORDS}-P\s{0,8}["']?$`),
  // nc -z -w 2 host $X
  /(?<![\w-])(?:nc|ncat|netcat|telnet)\s{1,8}(?:-\w{1,20}\s{1,8}(?:\d{1,6}\s{1,8})?){0,9}(?!-)[^\s;&|]{1,200}\s{1,8}["']?$/,
  /\/dev\/(?:tcp|udp)\/[^/\s]{1,100}\/["']?$/,
  // listen $X; of nginx
  /(?:^|[\s{;])listen\s{1,8}["']?$/,
  // [ 0 -lt "$X" ]
  /\s-(?:eq|ne|lt|le|gt|ge)\s{1,8}["']?$/,
  // int(os.environ["X"]): the use begins behind os. or process.
  /(?<![\w.])(?:int|Integer|parseInt|Number|Number\.parseInt|intval|atoi|strconv\.Atoi)\(\s{0,8}(?:os\.)?$/,
];
/**
 * What follows one: `:-6379}` of shells and `:6379}` of Spring, `"$X" -gt 0`, the rest of `$((X + 1))`, `|| 6379` and
 * `, "6379")` of programs.
 */
const AFTER = new RegExp(
  [
    String.raw`^(?::?[-=]|:)["']?\d{1,5}["']?\}`,
    String.raw`^\}?["']?\s{1,8}-(?:eq|ne|lt|le|gt|ge)\s`,
    String.raw`^\s{0,8}[-+*/%]\s{0,8}\d{1,6}\s{0,8}\)\)`,
    String.raw`^["'\])]{0,3}\s{0,8}(?:,|\|\||\?\?|\?:|or\s)\s{0,8}["']?\d{2,5}(?![\d.])`,
    String.raw`^["']\]\.to_i\b`,
  ].join('|'),
);

/** @param inBraces `${X…}`: only there a # or a slash takes something away. */
function takesApart(left: string, right: string, inBraces: boolean): boolean {
  if (inBraces && /^[#%/]/.test(right)) return true;
  return APART_LEFT.test(left) || APART_RIGHT.test(right) || (ECHO.test(left) && PIPE.test(right));
}

/** What an action of a template begins with. */
const ACTION = /\{\{-?\s{0,8}$/;

const APART_LEFT =
  /\bcase\s{1,8}["']?$|(?:urlparse|urlsplit|URL|url\.parse|parse_url|URI\.parse|URI)\(\s{0,8}(?:os\.)?$/;
const APART_RIGHT =
  /^(?:\}?["']?\s{0,8}(?:=~|==?|!=)\s{0,8}["']?[*^]?(?:tcp|udp)|["'\])]{0,3}\.(?:split|rsplit|replace|match|partition|rpartition)\b)/;
const ECHO = /(?:\becho|\bprintf[^|;&]{0,80}|<<<)\s{1,8}["']?$/;
const PIPE = /^\}?["']?\s{0,8}\|(?!\|)/;
