import type {
  V1Container,
  V1ContainerStatus,
  V1EnvVar,
  V1FileKeySelector,
  V1LifecycleHandler,
  V1Probe,
  V1ResourceRequirements,
} from '@kubernetes/client-node';
import type {
  ContainerSpecEvidence,
  ContainerTemplateEvidence,
  ContainerType,
  DeclaredVariableEvidence,
  EnvFromEvidence,
  ExecProbeEvidence,
} from '../../contracts/evidence.ts';
import { cleanText } from '../cluster/clean-text.ts';
import { hasPort, isPortName, numberNamesIn } from '../../env/number-places.ts';
import { referencesIn } from '../../env/references.ts';
import { limitsOf } from './limits.ts';
import type { PodEnd } from './pod-status.ts';
import { timestamp } from './timestamp.ts';

/** The list of a pod spec that a container stands in. */
type Group = Exclude<ContainerType, 'sidecar'>;

type PodResources = Pick<V1ResourceRequirements, 'limits'> | undefined;

/**
 * What a container's spec says about its environment, in a pod of those `resources`. The keys of envFrom sources are left
 * unknown.
 */
export function containerTemplate(
  type: Group,
  container: V1Container,
  resources: PodResources,
): ContainerTemplateEvidence {
  return {
    name: container.name,
    type: type === 'init' && container.restartPolicy === 'Always' ? 'sidecar' : type,
    image: container.image ?? '',
    command: container.command ?? [],
    args: container.args ?? [],
    env: (container.env ?? []).map(declared),
    envFrom: envFromSources(container),
    ...limitsOf(container.resources, resources),
    execProbes: execProbes(container),
  };
}

/** What a container's spec and status say about its environment. */
export function containerSpec(
  type: Group,
  container: V1Container,
  {
    status,
    resources,
    podEnd,
  }: {
    status: V1ContainerStatus | undefined;
    resources: PodResources;
    /** Why its whole pod is over. */
    podEnd?: PodEnd | undefined;
  },
): ContainerSpecEvidence {
  const state = status?.state;
  return {
    ...containerTemplate(type, container, resources),
    imageId: status?.imageID || undefined,
    startedAt: timestamp(
      state?.running?.startedAt ?? state?.terminated?.startedAt ?? status?.lastState?.terminated?.startedAt,
    ),
    ready: status?.ready ?? false,
    restarts: status?.restartCount ?? 0,
    notRunning: notRunning(status, podEnd),
    lastExit: lastExit(status),
    readinessProbe: Boolean(container.readinessProbe),
  };
}

function declared(variable: V1EnvVar): DeclaredVariableEvidence {
  const source = variable.valueFrom;
  if (!source) return plainValue(variable);
  if (source.configMapKeyRef) return reference(variable, 'configMapKeyRef', source.configMapKeyRef);
  if (source.secretKeyRef) return reference(variable, 'secretKeyRef', source.secretKeyRef);
  if (source.fileKeyRef) return fileReference(variable, source.fileKeyRef);
  if (source.fieldRef) return { name: variable.name, from: 'fieldRef', ref: source.fieldRef.fieldPath };
  if (source.resourceFieldRef) {
    return { name: variable.name, from: 'resourceFieldRef', ref: source.resourceFieldRef.resource };
  }
  return { name: variable.name, from: 'other' };
}

/** Of a value that stands in the spec: its size and the names in it, never the value. */
function plainValue({ name, value = '' }: V1EnvVar): DeclaredVariableEvidence {
  const references = referencesIn(value);
  const numbers = references.length > 0 ? numbersAmong(references, name, value) : [];
  return {
    name,
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

function reference(
  variable: V1EnvVar,
  from: 'configMapKeyRef' | 'secretKeyRef',
  { name = '', key, optional }: { name?: string; key: string; optional?: boolean },
): DeclaredVariableEvidence {
  return { name: variable.name, from, ref: `${name}/${key}`, ...ifOptional(optional) };
}

/** A key of a file that an init container wrote: https://github.com/kubernetes/enhancements/issues/3721 */
function fileReference(
  { name }: V1EnvVar,
  { volumeName, path, key, optional }: V1FileKeySelector,
): DeclaredVariableEvidence {
  return { name, from: 'fileKeyRef', ref: `${volumeName}/${path} key ${key}`, ...ifOptional(optional) };
}

function ifOptional(optional: boolean | undefined): { optional?: true } {
  return optional === true ? { optional } : {};
}

function envFromSources(container: V1Container): EnvFromEvidence[] {
  const keys = {
    known: false,
    problem: { code: 'not-read', message: 'the keys were not asked for' },
  } as const;
  return (container.envFrom ?? []).flatMap((source): EnvFromEvidence[] => {
    const prefix = source.prefix ?? '';
    if (source.configMapRef)
      return [{ kind: 'configmap', name: source.configMapRef.name ?? '', prefix, keys }];
    if (source.secretRef) return [{ kind: 'secret', name: source.secretRef.name ?? '', prefix, keys }];
    return [];
  });
}

function execProbes(container: V1Container): ExecProbeEvidence[] {
  const { livenessProbe, readinessProbe, startupProbe, lifecycle } = container;
  return [
    ...probe('liveness', livenessProbe),
    ...probe('readiness', readinessProbe),
    ...probe('startup', startupProbe),
    ...hook('postStart', lifecycle?.postStart),
    ...hook('preStop', lifecycle?.preStop),
  ];
}

/** timeoutSeconds defaults to 1 and periodSeconds to 10 (core/v1/defaults.go). */
function probe(kind: ExecProbeEvidence['kind'], spec: V1Probe | undefined): ExecProbeEvidence[] {
  if (!spec?.exec) return [];
  const { timeoutSeconds = 1, periodSeconds = 10 } = spec;
  return [{ kind, command: spec.exec.command ?? [], timeoutSeconds, periodSeconds }];
}

function hook(kind: ExecProbeEvidence['kind'], handler: V1LifecycleHandler | undefined): ExecProbeEvidence[] {
  return handler?.exec ? [{ kind, command: handler.exec.command ?? [] }] : [];
}

function notRunning(status: V1ContainerStatus | undefined, podEnd: PodEnd | undefined): string | undefined {
  const ofPod = podEnd && [podEnd.reason, podEnd.message].filter(Boolean).join(': ');
  if (status === undefined) return ofPod ?? 'it has not been created yet';
  const { running, waiting, terminated } = status.state ?? {};
  if (running) return ofPod;
  if (waiting) return [waiting.reason, waiting.message].filter(Boolean).join(': ') || 'it is waiting';
  if (terminated) {
    return [`${terminated.reason ?? 'terminated'} (exit code ${terminated.exitCode})`, terminated.message]
      .filter(Boolean)
      .join(': ');
  }
  return 'its state is unknown';
}

/**
 * How a run ended that never began: the reason that the runtime gave it, or its own message. Of any other, the message
 * is the program's own, or the end of its log.
 * https://github.com/containerd/containerd/blob/v1.6.20/pkg/cri/server/container_start.go
 */
const NEVER_BEGAN = /^(?:StartError|ContainerCannotRun|RunContainerError|CreateContainer\w*Error)$/;
const LONGEST_MESSAGE = 500;

function runtimeSays({ reason, message }: { reason?: string; message?: string }): string | undefined {
  if (!NEVER_BEGAN.test(reason ?? '') || typeof message !== 'string') return undefined;
  return cleanText(message, LONGEST_MESSAGE) || undefined;
}

function lastExit(status: V1ContainerStatus | undefined): ContainerSpecEvidence['lastExit'] {
  const ended = status?.state?.terminated ?? status?.lastState?.terminated;
  if (!ended) return undefined;
  return {
    code: ended.exitCode,
    reason: ended.reason ?? undefined,
    message: runtimeSays(ended),
    finishedAt: timestamp(ended.finishedAt),
  };
}
