import type { ConnectionSample, SampleEvidence } from '../../../contracts/sample-evidence.ts';
import { increase } from '../window/rates.ts';
import { isReached } from '../thresholds.ts';
import { dependenciesOf, type Dependency, type PeerParts } from './dependencies.ts';

/** Connections of one direction that were established, over the window. */
export interface ConnectionFigures {
  /** Opened in the window. */
  opened: number;
  seconds: number;
  /** That come and go: how many are open on average, and at least. */
  turning: number;
  least: number;
  /** The same ones from the first look to the last. */
  lasting: number;
  /** Mean life in ms of those that come and go; absent where too few come, or where they live about as long as the window. */
  lifeMs?: number;
  /** Whose usual keep-alive time the mean life is close to: then it may be that, and no work. */
  keepAlive?: string;
}

/** Servers that close a connection after so many ms of silence by default, and the programs that they run in. */
const KEEP_ALIVES = [
  // https://docs.gunicorn.org/en/stable/settings.html#keepalive
  { ms: 2000, of: /gunicorn|python/, words: 'gunicorn’s keep-alive of 2 s' },
  // https://nodejs.org/api/http.html#serverkeepalivetimeout https://httpd.apache.org/docs/2.4/mod/core.html#keepalivetimeout
  { ms: 5000, of: /node|httpd|apache/, words: 'the keep-alive of 5 s of Node.js and Apache' },
  // https://tomcat.apache.org/tomcat-10.1-doc/config/http.html
  { ms: 20_000, of: /java/, words: 'Tomcat’s keep-alive of 20 s' },
  // https://nginx.org/en/docs/http/ngx_http_core_module.html#keepalive_timeout
  { ms: 75_000, of: /nginx/, words: 'nginx’ keep-alive of 75 s' },
] as const;
/** A mean life is a little more than the silence at its end. */
const NEAR = { from: 0.8, to: 1.4 };
/** Looks are a handful, so a mean of them may be off by this: our own choice. */
const COUNTED_OFF = 1.25;

const OPENS = { in: 'Tcp.PassiveOpens', out: 'Tcp.ActiveOpens' } as const;

/**
 * How many connections of a direction are open, and how long they live: by Little's law the mean number that is open
 * over those that are opened in a second. https://en.wikipedia.org/wiki/Little%27s_law Undefined where it was not counted.
 */
export function connectionFigures(
  sample: SampleEvidence,
  direction: ConnectionSample['direction'],
): ConnectionFigures | undefined {
  const { network, from, to } = sample;
  const opened = increase(network.counters[OPENS[direction]]);
  const seconds = to - from;
  const own = network.connections.filter((each) => each.direction === direction);
  const open = own.flatMap((each) => each.open ?? []);
  if (opened === undefined || network.truncated || network.looks < 2 || !(seconds > 0)) return undefined;
  if (open.length < own.length) return undefined;
  const sum = (of: (each: (typeof open)[number]) => number): number =>
    open.reduce((total, each) => total + of(each), 0);
  const lasting = sum((each) => each.lasting);
  const turning = sum((each) => each.mean - each.lasting);
  const windowMs = seconds * 1000;
  // Where none was open all the time, none lives longer than the window; the counts are a little off.
  const most = lasting === 0 ? windowMs * COUNTED_OFF : windowMs;
  const mean = (turning * windowMs) / opened;
  const lifeMs = Math.min(mean, windowMs);
  const isSeen = isReached('connections-opened', opened) && mean < most;
  const near = keepAlivesOf(sample).find(({ ms }) => lifeMs >= ms * NEAR.from && lifeMs <= ms * NEAR.to);
  return {
    opened,
    seconds,
    turning,
    least: sum((each) => each.least - each.lasting),
    lasting,
    ...(isSeen ? { lifeMs } : {}),
    ...(isSeen && near !== undefined ? { keepAlive: near.words } : {}),
  };
}

/** Those of the main program; all where it is not known. */
function keepAlivesOf({ processes }: SampleEvidence): readonly (typeof KEEP_ALIVES)[number][] {
  const main = processes.known ? processes.value.main : undefined;
  const program = main && [main.name, main.argv0, main.executable].join(' ');
  return program === undefined ? KEEP_ALIVES : KEEP_ALIVES.filter(({ of }) => of.test(program));
}

/** Fewer on average may be the one connection of anything. */
const LEAST_ALIKE = 2;

/**
 * Dependencies to which about as many connections are open, in every look, as there are to the app that come and go: as
 * if each request to it waited for one of its own. The API server is none of them.
 */
export function alikeDependencies(
  parts: PeerParts,
  to: Pick<ConnectionFigures, 'turning' | 'least'>,
): Dependency[] {
  if (to.turning < LEAST_ALIKE || to.least < 1) return [];
  return dependenciesOf(parts).filter(({ connection, peer }) => {
    const { open } = connection ?? {};
    if (open === undefined || open.least < 1 || peer?.kind === 'api-server') return false;
    const ratio = open.mean / to.turning;
    return ratio >= 0.5 && ratio <= 2;
  });
}
