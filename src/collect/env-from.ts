import type { V1ObjectMeta } from '@kubernetes/client-node';
import { toProblem } from '../errors.ts';
import type { ContainerSpecEvidence, EnvFromEvidence, Known, Problem } from '../evidence.ts';
import type { Cluster } from './cluster/cluster.ts';
import { apiPath, type ApiPath } from './cluster/api-path.ts';

/** What the API answers when only metadata are asked for. */
interface PartialObjectMetadata {
  metadata?: V1ObjectMeta;
}

/**
 * Reads which keys the ConfigMaps and Secrets of `envFrom` have, without reading their values: only the metadata is
 * requested, and its managedFields name the keys (`f:data: {f:KEY: {}}`). Answers are kept for the run, because the
 * pods of a workload share their sources.
 */
export function envFromReader(cluster: Cluster, signal: AbortSignal | undefined) {
  const asked = new Map<string, Promise<Known<string[]>>>();
  return async (namespace: string, container: ContainerSpecEvidence): Promise<EnvFromEvidence[]> =>
    Promise.all(
      container.envFrom.map(async (source) => {
        const path = apiPath`/api/v1/namespaces/${namespace}/${`${source.kind}s`}/${source.name}`;
        const keys =
          asked.get(path) ?? readKeys({ cluster, path, signal, source: `${source.kind}/${source.name}` });
        asked.set(path, keys);
        return { ...source, keys: await keys };
      }),
    );
}

interface ReadRequest {
  cluster: Cluster;
  path: ApiPath;
  signal: AbortSignal | undefined;
  /** `secret/db`, for messages. */
  source: string;
}

async function readKeys({ cluster, path, signal, source }: ReadRequest): Promise<Known<string[]>> {
  try {
    const object = await cluster.get<PartialObjectMetadata>(path, { signal, metadataOnly: true });
    return managedKeys(object, source);
  } catch (error) {
    return unknownKeys(source, toProblem(error));
  }
}

/** The data keys that some manager owns. An object without managedFields does not tell its keys. */
export function managedKeys(object: PartialObjectMetadata, source: string): Known<string[]> {
  const managed = object.metadata?.managedFields ?? [];
  if (managed.length === 0) {
    return unknownKeys(source, { message: 'its metadata do not name them' });
  }
  const keys = managed.flatMap(({ fieldsV1 }) => {
    const fields = (fieldsV1 ?? {}) as Record<string, Record<string, unknown> | undefined>;
    return Object.keys({ ...fields['f:data'], ...fields['f:stringData'] });
  });
  const names = keys.filter((key) => key.startsWith('f:')).map((key) => key.slice(2));
  return { known: true, value: [...new Set(names)].toSorted() };
}

function unknownKeys(source: string, { message, hint }: Omit<Problem, 'code'>): Known<never> {
  return {
    known: false,
    problem: {
      code: 'env-from-keys',
      message: `the keys of ${source} are unknown: ${message}`,
      ...(hint === undefined ? {} : { hint }),
    },
  };
}
