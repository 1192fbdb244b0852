import type { KubeObject } from '../api/objects.ts';
import { ago, uidOf } from './identity.ts';

/** A container of a template, as people write it. */
export interface ContainerParts {
  name: string;
  image: string;
  command?: string[];
  args?: string[];
  env?: object[];
  envFrom?: object[];
  ports?: object[];
  resources?: object;
  livenessProbe?: object;
  readinessProbe?: object;
  startupProbe?: object;
}

/** The `spec` of a pod template, as people write it. */
export interface TemplateParts {
  containers: ContainerParts[];
  initContainers?: ContainerParts[];
  enableServiceLinks?: boolean;
  hostNetwork?: boolean;
}

export interface PodParts {
  namespace: string;
  name: string;
  labels: Record<string, string>;
  owner?: { apiVersion: string; kind: string; name: string };
  template: TemplateParts;
  /** How many days ago it was made, and its containers last started; the same by default. */
  age: number;
  started?: number;
  node: string;
  ip: string;
  phase?: 'Running' | 'Succeeded';
  restartPolicy?: string;
}

/** A pod as the API server tells it: with everything filled in, `enableServiceLinks: true` above all. */
export function pod(parts: PodParts): KubeObject {
  const { namespace, name, labels, owner, template, age, node, phase = 'Running' } = parts;
  const { containers, initContainers, ...rest } = podSpec(template);
  const uid = uidOf('Pod', namespace, name);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace,
      uid,
      labels,
      creationTimestamp: ago(age),
      ...(owner === undefined ? {} : { ownerReferences: [reference(owner, namespace)] }),
    },
    spec: {
      enableServiceLinks: true,
      nodeName: node,
      serviceAccountName: 'default',
      ...rest,
      restartPolicy: parts.restartPolicy ?? 'Always',
      ...(initContainers === undefined ? {} : { initContainers }),
      containers,
    },
    status: {
      phase,
      conditions: [
        { type: 'Initialized', status: 'True', lastTransitionTime: ago(age) },
        { type: 'Ready', status: phase === 'Running' ? 'True' : 'False', lastTransitionTime: ago(age) },
      ],
      podIP: parts.ip,
      podIPs: [{ ip: parts.ip }],
      startTime: ago(age),
      qosClass: 'Burstable',
      ...(initContainers && { initContainerStatuses: initContainers.map((one) => ended(one, age)) }),
      containerStatuses: containers.map((one) =>
        phase === 'Running' ? running(one, parts) : ended(one, age),
      ),
    },
  };
}

/** A template's spec with what the API server fills in: not `enableServiceLinks`, in templates. */
export function podSpec(template: TemplateParts): TemplateParts & Record<string, unknown> {
  const { containers, initContainers, ...rest } = template;
  return {
    restartPolicy: 'Always',
    dnsPolicy: 'ClusterFirst',
    schedulerName: 'default-scheduler',
    terminationGracePeriodSeconds: 30,
    securityContext: {},
    ...rest,
    ...(initContainers === undefined ? {} : { initContainers: initContainers.map(filled) }),
    containers: containers.map(filled),
  };
}

function filled(container: ContainerParts): ContainerParts & Record<string, unknown> {
  return {
    imagePullPolicy: 'IfNotPresent',
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    resources: {},
    ...container,
  };
}

/** An ownerReference to a controller. */
export function reference(owner: NonNullable<PodParts['owner']>, namespace: string): object {
  const uid = uidOf(owner.kind, namespace, owner.name);
  return { ...owner, uid, controller: true, blockOwnerDeletion: true };
}

function running({ name, image }: ContainerParts, { age, started = age }: PodParts): object {
  const restartCount = started === age ? 0 : 1;
  const state = { running: { startedAt: ago(started) } };
  return { name, image, imageID: '', ready: true, started: true, restartCount, state, lastState: {} };
}

function ended({ name, image }: ContainerParts, age: number): object {
  const state = {
    terminated: { exitCode: 0, reason: 'Completed', startedAt: ago(age), finishedAt: ago(age) },
  };
  return { name, image, imageID: '', ready: true, started: false, restartCount: 0, state, lastState: {} };
}
