import type { Archetype, Container } from './archetypes.ts';
import { managedFields } from './managed-fields.ts';

const TOKEN = {
  name: 'kube-api-access-@suffix@',
  projected: {
    sources: [
      { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
      { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
      {
        downwardAPI: {
          items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }],
        },
      },
    ],
    defaultMode: 420,
  },
};
const SETTINGS_MOUNT = { name: 'settings', readOnly: true, mountPath: '/etc/settings' };
const TOKEN_MOUNT = {
  name: TOKEN.name,
  readOnly: true,
  mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
};
const TOLERATIONS = ['not-ready', 'unreachable'].map((key) => ({
  key: `node.kubernetes.io/${key}`,
  operator: 'Exists',
  effect: 'NoExecute',
  tolerationSeconds: 300,
}));

/** A running pod as an API server of 1.31 tells it, with marks where pods of an archetype differ. */
export function podObject(owner: { apiVersion: string; kind: string }, { containers }: Archetype): object {
  const spec = specOf(containers);
  const status = statusOf(containers);
  const metadata = {
    name: '@name@',
    generateName: '@owner@-',
    namespace: '@namespace@',
    uid: '@uid@',
    resourceVersion: '@version@',
    creationTimestamp: '@created@',
    labels: LABELS,
    annotations: { 'checksum/config': '@digest@' },
    ownerReferences: [
      { ...owner, name: '@owner@', uid: '@ownerUid@', controller: true, blockOwnerDeletion: true },
    ],
  };
  return {
    metadata: {
      ...metadata,
      managedFields: [
        managedFields('kube-controller-manager', { metadata: { labels: LABELS, ownerReferences: {} }, spec }),
        managedFields('kubelet', { status: { conditions: {}, containerStatuses: {}, podIPs: {} } }, 'status'),
      ],
    },
    spec: {
      ...spec,
      containers: spec.containers.map((container) => ({
        ...container,
        volumeMounts: [SETTINGS_MOUNT, TOKEN_MOUNT],
      })),
      volumes: [...spec.volumes, TOKEN],
      nodeName: '@node@',
      serviceAccount: 'default',
      tolerations: TOLERATIONS,
      priority: 0,
      enableServiceLinks: true,
      preemptionPolicy: 'PreemptLowerPriority',
    },
    status,
  };
}

/** Labels of pods and of what makes them. */
export const LABELS = {
  app: '@app@',
  'app.kubernetes.io/instance': '@app@',
  'app.kubernetes.io/managed-by': 'Helm',
  'pod-template-hash': '@hash@',
};

/** What a template of an archetype says. */
export function specOf(containers: readonly Container[]) {
  return {
    volumes: [{ name: 'settings', configMap: { name: '@app@-settings', defaultMode: 420 } }],
    containers: containers.map((container) => ({
      ...container,
      volumeMounts: [SETTINGS_MOUNT],
      terminationMessagePath: '/dev/termination-log',
      terminationMessagePolicy: 'File',
      imagePullPolicy: 'IfNotPresent',
      securityContext: { capabilities: { drop: ['ALL'] }, runAsNonRoot: true },
    })),
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    serviceAccountName: 'default',
    securityContext: { fsGroup: 2000 },
    schedulerName: 'default-scheduler',
  };
}

function statusOf(containers: readonly Container[]): object {
  const types = ['PodReadyToStartContainers', 'Initialized', 'Ready', 'ContainersReady', 'PodScheduled'];
  return {
    phase: 'Running',
    conditions: types.map((type) => ({
      type,
      status: 'True',
      lastProbeTime: null,
      lastTransitionTime: '@started@',
    })),
    hostIP: '@hostIP@',
    hostIPs: [{ ip: '@hostIP@' }],
    podIP: '@ip@',
    podIPs: [{ ip: '@ip@' }],
    startTime: '@created@',
    containerStatuses: containers.map(({ name, image }) => ({
      name,
      state: { running: { startedAt: '@started@' } },
      lastState: {},
      ready: true,
      restartCount: 0,
      image,
      imageID: `${image.split(':')[0]}@sha256:@digest@`,
      containerID: 'containerd://@digest@',
      started: true,
    })),
    qosClass: 'Burstable',
  };
}
