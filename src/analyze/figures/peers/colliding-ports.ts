import type { DiagnosisParts } from '../../../contracts/diagnosis-evidence.ts';
import type { ServiceEvidence } from '../../../contracts/evidence.ts';
import { environmentName, hasClusterIP } from '../../../env/service-links.ts';
import { subjectOf } from '../subject.ts';
import { lineThatShows } from '../container/log-words.ts';

/** A service link that the app takes for the number of a port, by what its log says. */
export interface CollidingPorts {
  /** The line of the log. */
  line: string;
  variables: { name: string; service: string; value: string }[];
  /** `named`: the log holds the value or the name. `own`: the app’s own Service. `usual`: what apps read from their environment. */
  by: 'named' | 'own' | 'usual';
}

/** Whose ports apps ask their environment for; the prefix of the variable. */
const USUAL =
  /^(?:.*_)?(?:REDIS|VALKEY|POSTGRES|POSTGRESQL|MYSQL|MARIADB|DB|DATABASE|MONGO|MONGODB|RABBITMQ|AMQP|KAFKA|NATS|MEMCACHED|ELASTICSEARCH|OPENSEARCH|SMTP|MAIL|MQTT|ETCD|ZOOKEEPER|CASSANDRA|CLICKHOUSE|MINIO|LDAP)$|^(?:API|BACKEND|APP|SERVER|WEB)$/;
const MOST = 3;

/** Undefined where the log speaks of no bad port, or no Service makes a variable that can be meant. */
export function collidingPorts({
  audit,
  podState,
  log,
}: Pick<DiagnosisParts, 'audit' | 'podState' | 'log'>): CollidingPorts | undefined {
  const subject = subjectOf(audit);
  const line = lineThatShows({ log }, 'bad-port');
  if (line === undefined || subject === undefined || !subject.pod.enableServiceLinks) return undefined;
  const { pod, container } = subject;
  const services = audit.services[pod.namespace];
  const declared = new Set(container.env.map(({ name }) => name));
  const all = (services?.known === true ? services.value : [])
    .flatMap(portVariable)
    .filter(({ name }) => !declared.has(name));
  const lines = log?.known === true ? log.value.lines : [];
  const own = new Set(
    [
      pod.workload?.name ?? pod.name,
      container.name,
      ...(podState.known ? (podState.value.services ?? []).map(({ name }) => name) : []),
    ].map((name) => `${environmentName(name)}_PORT`),
  );
  const found = [
    ['named', all.filter(({ name, value }) => lines.some((each) => names(each, name) || names(each, value)))],
    ['own', all.filter(({ name }) => own.has(name))],
    ['usual', all.filter(({ name }) => USUAL.test(name.replace(/_PORT$/, ''))).toSorted(byLength)],
  ] as const;
  const [by, variables] = found.find(([, some]) => some.length > 0) ?? [];
  if (by === undefined || variables === undefined) return undefined;
  return { line, variables: variables.slice(0, MOST), by };
}

/** `REDIS_PORT` is asked for rather than `ORDERS_REDIS_PORT`. */
function byLength(a: { name: string }, b: { name: string }): number {
  return a.name.length - b.name.length;
}

/** `REDIS_PORT`, which is no number: `tcp://10.96.0.1:6379`. */
function portVariable(service: ServiceEvidence): CollidingPorts['variables'] {
  const [port] = service.ports;
  if (port === undefined || !hasClusterIP(service)) return [];
  const value = `${port.protocol.toLowerCase()}://${service.clusterIP}:${port.port}`;
  return [{ name: `${environmentName(service.name)}_PORT`, service: service.name, value }];
}

/** Whether a line holds a word, and not a longer one. */
function names(line: string, word: string): boolean {
  const at = line.indexOf(word);
  return at !== -1 && !/\w/.test(line.charAt(at + word.length)) && !/\w/.test(line.charAt(at - 1));
}
