import type { KubeObject } from './api/objects.ts';

const METADATA = { name: 'kubernetes', namespace: 'default', creationTimestamp: '2025-01-01T00:00:00Z' };
const PORTS = [{ name: 'https', port: 6443, protocol: 'TCP' }];

/** The Service that every cluster has; its address is the captured clusters'. */
export const KUBERNETES_SERVICE: KubeObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { ...METADATA, labels: { component: 'apiserver', provider: 'kubernetes' } },
  spec: {
    type: 'ClusterIP',
    clusterIP: '10.96.0.1',
    clusterIPs: ['10.96.0.1'],
    ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 6443 }],
    sessionAffinity: 'None',
  },
  status: { loadBalancer: {} },
};

/** Its endpoints, which the API server keeps itself. */
export const KUBERNETES_ENDPOINTS: KubeObject[] = [
  {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: { ...METADATA, labels: { 'endpointslice.kubernetes.io/skip-mirror': 'true' } },
    subsets: [{ addresses: [{ ip: '10.244.0.1' }], ports: PORTS }],
  },
  {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { ...METADATA, labels: { 'kubernetes.io/service-name': 'kubernetes' } },
    addressType: 'IPv4',
    endpoints: [{ addresses: ['10.244.0.1'], conditions: { ready: true } }],
    ports: PORTS,
  },
];
