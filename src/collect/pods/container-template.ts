import type {
  ContainerTemplateEvidence,
  ContainerType,
  DeclaredVariableEvidence,
  EnvFromEvidence,
  ExecProbeEvidence,
} from '../../contracts/evidence.ts';
import { hasPort, isPortName, numberNamesIn } from '../../env/number-places.ts';
import { referencesIn } from '../../env/references.ts';
import { count, isRecord, list, record, text, texts } from '../inventory/shape.ts';
import { limitsOf } from './limits.ts';

/** The list of a pod spec that a container stands in. */
export type Group = Exclude<ContainerType, 'sidecar'>;

/**
 * What a container's spec says about its environment, in a pod of those `resources`: the one reading for pods, templates
 * and manifests. What is malformed becomes empty. The keys of envFrom sources are left unknown.
 */
export function containerTemplate(
  type: Group,
  value: unknown,
  resources: unknown,
): ContainerTemplateEvidence {
  const container = record(value);
  return {
    name: text(container['name']),
    type: type === 'init' && container['restartPolicy'] === 'Always' ? 'sidecar' : type,
    image: text(container['image']),
    command: texts(container['command']),
    args: texts(container['args']),
    env: list(container['env']).flatMap(declared),
    envFrom: list(container['envFrom']).flatMap(envFromSource),
    ...limitsOf(container['resources'], resources),
    execProbes: execProbes(container),
  };
}

function declared(variable: unknown): DeclaredVariableEvidence[] {
  const { name, value, valueFrom } = record(variable);
  if (typeof name !== 'string') return [];
  return [
    isRecord(valueFrom) ? { name, ...reference(valueFrom) } : { name, ...plainValue(name, text(value)) },
  ];
}

type Source = Omit<DeclaredVariableEvidence, 'name'>;

function reference(source: Record<string, unknown>): Source {
  const { fileKeyRef, fieldRef, resourceFieldRef } = source;
  for (const from of ['configMapKeyRef', 'secretKeyRef'] as const) {
    const key = source[from];
    if (isRecord(key)) return { from, ref: `${text(key['name'])}/${text(key['key'])}`, ...ifOptional(key) };
  }
  // A key of a file that an init container wrote: https://github.com/kubernetes/enhancements/issues/3721
  if (isRecord(fileKeyRef)) {
    const [volume, path, key] = ['volumeName', 'path', 'key'].map((part) => text(fileKeyRef[part]));
    return { from: 'fileKeyRef', ref: `${volume}/${path} key ${key}`, ...ifOptional(fileKeyRef) };
  }
  if (isRecord(fieldRef)) return { from: 'fieldRef', ref: text(fieldRef['fieldPath']) };
  if (isRecord(resourceFieldRef))
    return { from: 'resourceFieldRef', ref: text(resourceFieldRef['resource']) };
  return { from: 'other' };
}

function ifOptional({ optional }: Record<string, unknown>): { optional?: true } {
  return optional === true ? { optional } : {};
}

/** Of a value that stands in the spec: its size and the names in it, never the value. */
function plainValue(name: string, value: string): Source {
  const references = referencesIn(value);
  const numbers = references.length > 0 ? numbersAmong(references, name, value) : [];
  return {
    from: 'value',
    bytes: Buffer.byteLength(value),
    ...(references.length > 0 ? { references } : {}),
    ...(numbers.length > 0 ? { numbers } : {}),
    ...(hasPort(value) ? { hasPort: true } : {}),
  };
}

/** A value that is nothing but a reference is a number where the variable is called a port. */
function numbersAmong(references: readonly string[], name: string, value: string): string[] {
  const numbers = numberNamesIn(value);
  const isWhole = isPortName(name) && value.trim() === `$(${references[0]})`;
  return references.filter((each) => isWhole || numbers.has(each));
}

const NOT_READ = {
  known: false,
  problem: { code: 'not-read', message: 'the keys were not asked for' },
} as const;

function envFromSource(source: unknown): EnvFromEvidence[] {
  const { prefix, configMapRef, secretRef } = record(source);
  const of = (kind: EnvFromEvidence['kind'], { name }: Record<string, unknown>): EnvFromEvidence[] => [
    { kind, name: text(name), prefix: text(prefix), keys: NOT_READ },
  ];
  if (isRecord(configMapRef)) return of('configmap', configMapRef);
  return isRecord(secretRef) ? of('secret', secretRef) : [];
}

function execProbes(container: Record<string, unknown>): ExecProbeEvidence[] {
  const { postStart, preStop } = record(container['lifecycle']);
  return [
    ...probe('liveness', container['livenessProbe']),
    ...probe('readiness', container['readinessProbe']),
    ...probe('startup', container['startupProbe']),
    ...exec('postStart', postStart),
    ...exec('preStop', preStop),
  ];
}

/** timeoutSeconds defaults to 1 and periodSeconds to 10 (core/v1/defaults.go). */
function probe(kind: ExecProbeEvidence['kind'], spec: unknown): ExecProbeEvidence[] {
  const { timeoutSeconds, periodSeconds } = record(spec);
  return exec(kind, spec).map((each) => ({
    ...each,
    timeoutSeconds: count(timeoutSeconds) ?? 1,
    periodSeconds: count(periodSeconds) ?? 10,
  }));
}

function exec(kind: ExecProbeEvidence['kind'], handler: unknown): ExecProbeEvidence[] {
  const { exec: started } = record(handler);
  return isRecord(started) ? [{ kind, command: texts(started['command']) }] : [];
}
