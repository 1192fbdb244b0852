import {
  count,
  flag,
  listOf,
  mapOf,
  name,
  numberOrText,
  object,
  quantity,
  text,
  whole,
  type Shape,
} from './shape.ts';

const owner = object({ kind: text, name: text, apiVersion: text }, { controller: flag });

const aboutObjects = {
  uid: text,
  creationTimestamp: text,
  deletionTimestamp: text,
  labels: mapOf(text),
  annotations: mapOf(text),
  ownerReferences: listOf(owner),
  managedFields: listOf(object({}, { time: text, subresource: text, fieldsV1: object({}) })),
};

/** Of an object that belongs to no namespace. */
export const clusterMetadata = object({ name }, aboutObjects);

/** Of an object in a namespace. */
export const metadata = object({ name, namespace: name }, aboutObjects);

const keyRef = object({ key: text }, { name: text, optional: flag });

const valueFrom = object(
  {},
  {
    configMapKeyRef: keyRef,
    secretKeyRef: keyRef,
    fieldRef: object({ fieldPath: text }),
    resourceFieldRef: object({ resource: text }),
    fileKeyRef: object({ key: text }),
  },
);

const envSource = object({}, { name: text, optional: flag });
const exec = object({}, { exec: object({}, { command: listOf(text) }) });
const probe: Shape = object(
  {},
  { exec: object({}, { command: listOf(text) }), timeoutSeconds: whole, periodSeconds: whole },
);
const amounts = object({}, { limits: mapOf(quantity), requests: mapOf(quantity) });

const container = object(
  { name: text },
  {
    image: text,
    command: listOf(text),
    args: listOf(text),
    env: listOf(object({ name: text }, { value: text, valueFrom })),
    envFrom: listOf(object({}, { prefix: text, configMapRef: envSource, secretRef: envSource })),
    resources: amounts,
    ports: listOf(object({}, { containerPort: whole, name: text })),
    livenessProbe: probe,
    readinessProbe: probe,
    startupProbe: probe,
    lifecycle: object({}, { postStart: exec, preStop: exec }),
    restartPolicy: text,
  },
);

/** A pod spec; the API server takes none without a container. */
export const podSpec = object(
  { containers: listOf(container, { least: 1 }) },
  {
    initContainers: listOf(container),
    ephemeralContainers: listOf(container),
    nodeName: text,
    enableServiceLinks: flag,
    shareProcessNamespace: flag,
    hostNetwork: flag,
    hostPID: flag,
    restartPolicy: text,
    dnsPolicy: text,
    overhead: mapOf(quantity),
    resources: amounts,
  },
);

const ended = object(
  { exitCode: whole },
  { reason: text, message: text, signal: whole, startedAt: text, finishedAt: text },
);
const state = object(
  {},
  {
    running: object({}, { startedAt: text }),
    waiting: object({}, { reason: text, message: text }),
    terminated: ended,
  },
);
const containerStatuses = listOf(
  object(
    { name: text },
    {
      state,
      lastState: state,
      ready: flag,
      started: flag,
      restartCount: count,
      imageID: text,
      containerID: text,
    },
  ),
);

/** Of a pod's or a node's status. */
export const conditions = listOf(
  object({ type: text, status: text }, { reason: text, message: text, lastTransitionTime: text }),
);

const podStatus = object(
  {},
  {
    phase: text,
    reason: text,
    message: text,
    qosClass: text,
    podIP: text,
    podIPs: listOf(object({}, { ip: text })),
    conditions,
    containerStatuses,
    initContainerStatuses: containerStatuses,
    ephemeralContainerStatuses: containerStatuses,
  },
);

export const pod = object({ metadata, spec: podSpec }, { status: podStatus });

/** The template of a workload; its metadata have no name as a rule. */
export const podTemplate = object(
  { spec: podSpec },
  { metadata: object({}, { labels: mapOf(text), annotations: mapOf(text) }) },
);

/** A port by number or name. */
export const targetPort = numberOrText;
