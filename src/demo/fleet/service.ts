import type { KubeObject } from '../api/objects.ts';
import { ago, uidOf } from './identity.ts';

export interface ServiceParts {
  namespace: string;
  name: string;
  /** None for headless Services; absent for ExternalName. */
  clusterIP?: string;
  /** How many days ago it was made. */
  age: number;
  /** How many days ago somebody last changed it; its age by default. */
  changed?: number;
  selector?: Record<string, string>;
  ports?: { name?: string; port: number; targetPort?: number | string }[];
  labels?: Record<string, string>;
  externalName?: string;
}

/** A Service as the API server tells it. */
export function service(parts: ServiceParts): KubeObject {
  const { namespace, name, clusterIP, age, changed = age, selector, labels = {}, externalName } = parts;
  const ports = (parts.ports ?? [{ port: 80 }]).map((port) => ({
    protocol: 'TCP',
    targetPort: port.port,
    ...port,
  }));
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name,
      namespace,
      uid: uidOf('Service', namespace, name),
      labels,
      creationTimestamp: ago(age),
      managedFields: [...new Set([age, changed])].map((days) => managed(days, ports)),
    },
    spec: {
      type: externalName === undefined ? 'ClusterIP' : 'ExternalName',
      ...(externalName === undefined ? {} : { externalName }),
      ...(clusterIP === undefined ? {} : { clusterIP, clusterIPs: [clusterIP], ipFamilies: ['IPv4'] }),
      ...(selector === undefined ? {} : { selector }),
      ports,
      sessionAffinity: 'None',
    },
    status: { loadBalancer: {} },
  };
}

function managed(days: number, ports: { port: number }[]): object {
  const keys = ports.map(({ port }) => [`k:{"port":${port},"protocol":"TCP"}`, { '.': {}, 'f:port': {} }]);
  return {
    manager: 'helm',
    operation: 'Update',
    apiVersion: 'v1',
    time: ago(days),
    fieldsType: 'FieldsV1',
    fieldsV1: { 'f:spec': { 'f:selector': {}, 'f:ports': Object.fromEntries(keys) as object } },
  };
}
