import { linkNamesIn } from '../../env/link-names.ts';
import { environmentName } from '../../env/service-links.ts';
import { list, record, text, texts } from '../inventory/shape.ts';

/** The Services that a pod's spec may name. Its texts are looked at here and kept nowhere. */
export interface Mentions {
  /** Host names in lower case. */
  hosts: ReadonlySet<string>;
  /** Names of variables. */
  variables: ReadonlySet<string>;
}

const MOST_NAMES = 500;
const LONGEST_TEXT = 8 * 1024;
const LONGEST_HOST = 253;
const HOST = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/;
/** `REDIS_URL` and the like say whom they mean. */
const ADDRESS_NAME = /^[A-Z0-9_]+_(?:HOST|HOSTNAME|ADDR|ADDRESS|URL|URI|ENDPOINT|DSN|SERVER)$/;

/**
 * Names in `env`, command and arguments of a pod's containers that may be Services. A name without dots counts where
 * it stands alone, or as the host of an address (`http://redis/`, `redis:6379`); among other words it would be a guess.
 */
export function mentionsIn(item: unknown): Mentions {
  const hosts = new Set<string>();
  const variables = new Set<string>();
  const { containers, initContainers } = record(record(item)['spec']);
  const read = (value: string): void => {
    const whole = value.slice(0, LONGEST_TEXT);
    for (const name of linkNamesIn(whole)) add(variables, name);
    for (const host of hostsIn(whole)) add(hosts, host);
  };
  for (const container of [...list(containers), ...list(initContainers)].map(record)) {
    for (const { name, value } of list(container['env']).map(record)) {
      if (ADDRESS_NAME.test(text(name).slice(0, LONGEST_HOST))) add(variables, text(name));
      read(text(value));
    }
    for (const argument of [...texts(container['command']), ...texts(container['args'])]) read(argument);
  }
  return { hosts, variables };
}

/** Whether a pod of a namespace names the Service: by its host name, or by a variable that is called like it. */
export function namesService(
  { hosts, variables }: Mentions,
  service: { namespace: string; name: string },
  fromNamespace: string,
): boolean {
  const { namespace, name } = service;
  const long = `${name}.${namespace}`;
  if (hosts.has(long) || hosts.has(`${long}.svc`)) return true;
  if ([...hosts].some((host) => host.startsWith(`${long}.svc.`))) return true;
  if (namespace !== fromNamespace) return false;
  return hosts.has(name) || [...variables].some((variable) => isNamedAfter(variable, environmentName(name)));
}

function add(set: Set<string>, name: string): void {
  if (set.size < MOST_NAMES) set.add(name);
}

function isNamedAfter(variable: string, prefix: string): boolean {
  if (!variable.startsWith(`${prefix}_`)) return false;
  const rest = variable.slice(prefix.length + 1);
  return /^(?:SERVICE_|PORT_\d|HOST|ADDR|URL|URI|ENDPOINT|DSN|SERVER)/.test(rest);
}

function* hostsIn(whole: string): Generator<string> {
  const words = whole
    .trim()
    .toLowerCase()
    .split(/[\s,;='"()<>|]+/);
  for (const word of words) {
    const bare = word.replace(/^[a-z][a-z0-9+.-]*:\/\//, '').replace(/^[^@/]*@/, '');
    const host = (bare.split('/', 1)[0] ?? '').replace(/:\d{1,5}$/, '');
    const isAddress = host !== word || host.includes('.') || words.length === 1;
    if (isAddress && host.length <= LONGEST_HOST && HOST.test(host)) yield host;
  }
}
