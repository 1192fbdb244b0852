import { shellLine } from '../../command.ts';
import { tracer } from '../app-hotspots/tools.ts';
import { dependenciesOf, type Dependency } from '../../figures/peers/dependencies.ts';
import { urlTarget } from '../../figures/peers/own-url.ts';
import { TOO_SHORT } from '../short-window.ts';
import type { Facts } from './facts.ts';
import type { Surer } from './weigh.ts';

/** The same diagnosis again, with more. */
export function again({ subject }: Pick<Facts, 'subject'>, ...more: string[]): string {
  const { target, pod, container } = subject;
  const chosen = target.startsWith('-') ? `pod/${pod.name}` : target;
  return shellLine([
    'kubectl',
    'envaudit',
    'diagnose',
    chosen,
    '-n',
    pod.namespace,
    '-c',
    container.name,
    ...more,
  ]);
}

/** Look from inside the container; for longer where that was done, and too shortly. */
export function allowExec(facts: Facts): Surer {
  const { sample } = facts.evidence;
  if (!sample.known && sample.problem.code === TOO_SHORT) return watchLonger(facts);
  if (facts.evidence.request.allow.includes('exec')) return mendLook(facts);
  return { text: INSIDE, command: again(facts, '--allow', 'read,exec') };
}

/** Looking was allowed, and something was in its way. */
function mendLook(facts: Facts): Surer {
  const { sample } = facts.evidence;
  const command = again(facts);
  if (sample.known) return { text: INSIDE, command };
  const { message, hint } = sample.problem;
  return {
    text: `Look from inside the container, which was not possible: ${message}.${hint === undefined ? '' : ` ${hint}`}`,
    command,
  };
}

const INSIDE =
  'Look from inside the container: threads, children, throttling and connections are seen only there.';

/** Watch for longer. */
export function watchLonger(facts: Facts): Surer {
  return {
    text: 'Watch for longer: what happens once a minute is not in a short window.',
    command: again(facts, '--window', '60s'),
  };
}

/**
 * Ask from inside what the app may wait for: a dependency, where one is known and none was asked, else what is complained
 * about. Nothing where that was done, or where no dependency answers over HTTP.
 */
export function askUrl(
  facts: Facts,
  dependencies: readonly Dependency[] = dependenciesOf(facts.evidence),
): Surer[] {
  const { evidence } = facts;
  const asked = evidence.request.urls;
  if (asked.some((url) => !urlTarget(url, evidence).own)) return [];
  const first = dependencies.find(isHttp);
  if (first === undefined && (asked.length > 0 || dependencies.length > 0)) return [];
  const url = first === undefined ? 'URL_OF_THE_APP_OR_OF_A_DEPENDENCY' : urlOf(first);
  return [
    {
      text:
        first === undefined
          ? 'Time requests from inside the container: the app’s own URL shows the symptom, a dependency’s URL clears or convicts it.'
          : `Time requests to ${first.label} from inside the container: that clears or convicts it.`,
      command: again(facts, '--url', url, '--requests', '100'),
    },
  ];
}

/** Which function it is. */
export function profile(facts: Facts): Surer {
  const tool = facts.checks('deeper-tools').find(({ command }) => command !== undefined);
  return {
    text: 'A profile names the function, and with it whether it is the app’s own work or a pass over its environment.',
    command: tool?.command,
  };
}

/** The command that traces a process. */
export function traceOf({ subject }: Facts, pid: number): { command?: string } {
  const [command] = tracer(subject, pid).commands;
  return command === undefined ? {} : { command };
}

/** Ports of what speaks no HTTP: databases, caches, queues, DNS, mail. https://www.iana.org/assignments/service-names-port-numbers */
const NOT_HTTP: ReadonlySet<number> = new Set([
  22, 25, 53, 389, 587, 636, 1433, 1521, 2181, 2379, 3306, 4222, 5432, 5672, 6379, 9042, 9092, 11211, 26379,
  27017,
]);
const TLS: ReadonlySet<number> = new Set([443, 6443, 8443]);

function portOf({ peer, connection }: Dependency): number | undefined {
  return peer?.port ?? connection?.port;
}

function isHttp(dependency: Dependency): boolean {
  const port = portOf(dependency);
  return dependency.peer?.kind !== 'api-server' && port !== undefined && !NOT_HTTP.has(port);
}

/** By its address, which needs no DNS. */
function urlOf(dependency: Dependency): string {
  return `${TLS.has(portOf(dependency) ?? 0) ? 'https' : 'http'}://${dependency.remote}/`;
}
