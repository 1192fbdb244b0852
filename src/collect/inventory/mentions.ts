import type { V1ConfigMap, V1ObjectMeta } from '@kubernetes/client-node';
import { linkNamesIn } from '../../env/link-names.ts';
import { environmentName } from '../../env/service-links.ts';
import { toProblem } from '../../errors.ts';
import type { Known, Problem } from '../../contracts/evidence.ts';
import type { MentionInventory } from '../../contracts/inventory.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { managedKeys } from '../env-from.ts';
import { runPool } from '../pool.ts';
import { apiPath } from '../cluster/api-path.ts';

export interface MentionsRequest {
  cluster: Cluster;
  namespaces: readonly string[];
  signal: AbortSignal | undefined;
  /** Gets what could not be seen although the rest of a namespace could: its Secrets, say. */
  onProblem?: (problem: Problem) => void;
}

/** Namespaces that are read at the same time. */
const CONCURRENCY = 4;
/** ConfigMaps have up to 1 MiB each; a page of these stays far below what one answer may have. */
const CONFIG_MAPS_PER_PAGE = 20;
/** Of one namespace; more would help nobody. */
const MOST_MENTIONS = 1000;
/** Names of one mention. */
const MOST_NAMES = 20;

/**
 * Where names of service links stand in the ConfigMaps and Secrets of namespaces, by namespace. Texts of ConfigMaps
 * are searched page by page and not kept. Of Secrets only metadata are requested, whose managedFields name the keys.
 * Unknown where the ConfigMaps could not be listed.
 */
export async function collectMentions(
  request: MentionsRequest,
): Promise<Map<string, Known<MentionInventory[]>>> {
  const mentions = new Map<string, Known<MentionInventory[]>>();
  await runPool({
    items: request.namespaces.map((namespace) => ({ namespace, node: undefined })),
    concurrency: CONCURRENCY,
    perNode: CONCURRENCY,
    work: async ({ namespace }) => {
      mentions.set(namespace, await ofNamespace(namespace, request));
    },
    // An abort makes each of them fail, so that none is left out silently.
    signal: undefined,
  });
  return mentions;
}

async function ofNamespace(namespace: string, request: MentionsRequest): Promise<Known<MentionInventory[]>> {
  const found = createFound();
  try {
    await readConfigMaps(namespace, request, found);
  } catch (error) {
    return { known: false, problem: toProblem(error) };
  }
  try {
    await readSecrets(namespace, request, found);
  } catch (error) {
    request.onProblem?.({
      ...toProblem(error),
      message: `the keys of the Secrets of namespace ${namespace} were not looked at: ${toProblem(error).message}`,
    });
  }
  if (found.count > found.list.length) {
    request.onProblem?.({
      code: 'too-many',
      message: `${found.count} places in ConfigMaps and Secrets of namespace ${namespace} name service links; the first ${found.list.length} are told`,
    });
  }
  return { known: true, value: found.list };
}

async function readConfigMaps(
  namespace: string,
  { cluster, signal, onProblem }: MentionsRequest,
  found: Found,
): Promise<void> {
  const path = apiPath`/api/v1/namespaces/${namespace}/configmaps`;
  const options = { signal, pageSize: CONFIG_MAPS_PER_PAGE, leftOut: onProblem };
  for await (const page of cluster.list<V1ConfigMap>(path, options)) {
    for (const { metadata, data, binaryData } of page) {
      const name = metadata?.name ?? '';
      found.add({ kind: 'configmap', name }, environmentName(name));
      for (const [key, text] of entries(data)) {
        const whole = `${key}\n${typeof text === 'string' ? text : ''}`;
        found.add({ kind: 'configmap', name, key }, whole);
      }
      for (const [key] of entries(binaryData)) found.add({ kind: 'configmap', name, key }, key);
    }
  }
}

async function readSecrets(
  namespace: string,
  { cluster, signal, onProblem }: MentionsRequest,
  found: Found,
): Promise<void> {
  const path = apiPath`/api/v1/namespaces/${namespace}/secrets`;
  let keyless = 0;
  const options = { signal, metadataOnly: true, leftOut: onProblem };
  for await (const page of cluster.list<{ metadata?: V1ObjectMeta }>(path, options)) {
    for (const object of page) {
      const name = object.metadata?.name ?? '';
      const keys = managedKeys(object, `secret/${name}`);
      found.add({ kind: 'secret', name }, environmentName(name));
      if (!keys.known) keyless += 1;
      else for (const key of keys.value) found.add({ kind: 'secret', name, key }, key);
    }
  }
  if (keyless > 0) {
    onProblem?.({
      code: 'secret-keys',
      message: `the keys of ${keyless} of the Secrets of namespace ${namespace} are unknown: their metadata do not name them`,
    });
  }
}

interface Found {
  /** The first of them. */
  list: MentionInventory[];
  /** All of them. */
  count: number;
  add(place: Omit<MentionInventory, 'variables'>, text: string): void;
}

function createFound(): Found {
  const list: MentionInventory[] = [];
  return {
    list,
    count: 0,
    add(place, text) {
      const variables = linkNamesIn(text, MOST_NAMES);
      if (variables.length === 0) return;
      this.count += 1;
      if (list.length < MOST_MENTIONS) list.push({ ...place, variables });
    },
  };
}

/** What a server sends is checked: it may be no object at all. */
function entries(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}
