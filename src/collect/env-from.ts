import type { V1ObjectMeta } from '@kubernetes/client-node';
import { toProblem } from '../errors.ts';
import { mayBeLink } from '../env/link-names.ts';
import type {
  ContainerSpecEvidence,
  DeclaredVariableEvidence,
  EnvFromEvidence,
  Known,
  Problem,
} from '../contracts/evidence.ts';
import type { Cluster } from './cluster/cluster.ts';
import { apiPath, type ApiPath } from './cluster/api-path.ts';

/** What the API answers when only metadata are asked for. */
interface PartialObjectMetadata {
  metadata?: V1ObjectMeta;
}

type Sources = Pick<ContainerSpecEvidence, 'env' | 'envFrom'>;

/**
 * Completes what a container declares by the keys that its ConfigMaps and Secrets have: those of `envFrom`, and for
 * optional references of `env` that would hide a service link whether their key is there. Values are not read: only the
 * metadata is requested, and its managedFields name the keys (`f:data: {f:KEY: {}}`). Answers are kept for the run,
 * because the pods of a workload share their sources.
 */
export function sourceReader(cluster: Cluster, signal: AbortSignal | undefined) {
  const asked = new Map<string, Promise<Known<string[]>>>();
  return async (namespace: string, { env, envFrom }: Sources): Promise<Sources> => {
    const keysOf = (kind: EnvFromEvidence['kind'], name: string): Promise<Known<string[]>> => {
      const path = apiPath`/api/v1/namespaces/${namespace}/${`${kind}s`}/${name}`;
      const keys = asked.get(path) ?? readKeys({ cluster, path, signal, source: `${kind}/${name}` });
      asked.set(path, keys);
      return keys;
    };
    return {
      env: await Promise.all(env.map((variable) => withPresence(variable, keysOf))),
      envFrom: await Promise.all(
        envFrom.map(async (source) => ({ ...source, keys: await keysOf(source.kind, source.name) })),
      ),
    };
  };
}

/** kubelet skips an optional reference without its key, so that it hides no link. */
async function withPresence(
  variable: DeclaredVariableEvidence,
  keysOf: (kind: EnvFromEvidence['kind'], name: string) => Promise<Known<string[]>>,
): Promise<DeclaredVariableEvidence> {
  const { name, from, ref = '', optional } = variable;
  const kind = KINDS[from];
  if (optional !== true || kind === undefined || !mayBeLink(name)) return variable;
  const [source = '', key = ''] = ref.split('/');
  const keys = await keysOf(kind, source);
  const missing = keys.known ? !keys.value.includes(key) : keys.problem.code === GONE;
  return missing ? { ...variable, missing } : variable;
}

const KINDS: Partial<Record<DeclaredVariableEvidence['from'], EnvFromEvidence['kind']>> = {
  configMapKeyRef: 'configmap',
  secretKeyRef: 'secret',
};

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
    const problem = toProblem(error);
    return unknownKeys(source, problem, problem.code === 'not-found' ? GONE : UNREAD);
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

/** Why keys are unknown: their source is not there, or could not be read. */
const GONE = 'env-from-gone';
const UNREAD = 'env-from-keys';

function unknownKeys(
  source: string,
  { message, hint }: Omit<Problem, 'code'>,
  code: string = UNREAD,
): Known<never> {
  return {
    known: false,
    problem: {
      code,
      message: `the keys of ${source} are unknown: ${message}`,
      hint,
    },
  };
}
