import { items, type KubeObject } from './objects.ts';

interface Status {
  name: string;
  image: string;
  restartCount: number;
  state?: { waiting?: { reason?: string; message?: string } };
}

interface Told {
  type: 'Normal' | 'Warning';
  reason: string;
  message: string;
  count: number;
  /** Seconds ago. */
  first: number;
  last: number;
}

/**
 * What the kubelet tells of pods whose containers fail again and again. Of all others there is nothing: they began long
 * ago, and the API server keeps events for an hour.
 * https://github.com/kubernetes/kubernetes/blob/v1.31.0/pkg/kubelet/events/event.go
 */
export function podEvents(pods: readonly KubeObject[]): KubeObject[] {
  return pods.flatMap((pod) =>
    items<Status>(pod, 'status.containerStatuses')
      .filter(({ state }) => state?.waiting?.reason === 'CrashLoopBackOff')
      .flatMap((status) => toldOf(status).map((told, index) => eventOf(pod, status, told, index))),
  );
}

function toldOf({ name, image, restartCount, state }: Status): Told[] {
  const runs = restartCount + 1;
  const times = { first: 3300, last: 65 };
  const normal = { type: 'Normal', count: runs, ...times } as const;
  return [
    { ...normal, reason: 'Pulled', message: `Container image "${image}" already present on machine` },
    { ...normal, reason: 'Created', message: `Created container ${name}` },
    { ...normal, reason: 'Started', message: `Started container ${name}` },
    {
      type: 'Warning',
      reason: 'BackOff',
      message: state?.waiting?.message ?? 'Back-off restarting failed container',
      count: runs * 12,
      first: 3290,
      last: 9,
    },
  ];
}

function eventOf(pod: KubeObject, { name }: Status, told: Told, index: number): KubeObject {
  const { namespace, name: podName, uid } = pod.metadata;
  const { type, reason, message, count, first, last } = told;
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {
      name: `${podName}.${index}`,
      ...(namespace === undefined ? {} : { namespace }),
      uid: `${String(uid)}-${index}`,
      creationTimestamp: ago(first),
    },
    involvedObject: {
      apiVersion: 'v1',
      kind: 'Pod',
      namespace,
      name: podName,
      uid,
      fieldPath: `spec.containers{${name}}`,
    },
    type,
    reason,
    message,
    count,
    firstTimestamp: ago(first),
    lastTimestamp: ago(last),
    source: { component: 'kubelet' },
    reportingComponent: 'kubelet',
  };
}

function ago(seconds: number): string {
  return new Date(Date.now() - seconds * 1000).toISOString().replace(/\.\d+/, '');
}
