export interface Container {
  name: string;
  image: string;
  [field: string]: unknown;
}

/** A kind of app, with what its containers look like. */
export interface Archetype {
  name: string;
  containers: Container[];
}

const limits = (cpu: string, memory: string): object => ({
  requests: { cpu: '50m', memory },
  limits: { cpu, memory },
});
const probe = (handler: object): object => ({
  ...handler,
  timeoutSeconds: 1,
  periodSeconds: 10,
  successThreshold: 1,
  failureThreshold: 3,
});
const health = probe({ httpGet: { path: '/healthz', port: 'http', scheme: 'HTTP' } });
const ports = [{ name: 'http', containerPort: 8080, protocol: 'TCP' }];
const settings = [
  { name: 'LOG_LEVEL', value: 'info' },
  { name: 'DATABASE_URL', valueFrom: { secretKeyRef: { name: 'database', key: 'url' } } },
  { name: 'POD_NAME', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } } },
];
const app = (image: string, command: string[], rest: object = {}): Container => ({
  name: 'app',
  image: `registry.example/teams/${image}`,
  ...(command.length > 0 ? { command } : {}),
  ports,
  env: settings,
  resources: limits('500m', '512Mi'),
  readinessProbe: health,
  ...rest,
});
const proxy = {
  name: 'proxy',
  image: 'docker.io/istio/proxyv2:1.23.2',
  args: ['proxy', 'sidecar', '--domain', '$(POD_NAMESPACE).svc.cluster.local'],
  env: [
    { name: 'POD_NAMESPACE', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } } },
  ],
  resources: limits('2', '1Gi'),
};

/** What the pods of a big cluster run. */
export const ARCHETYPES: readonly Archetype[] = [
  { name: 'storefront-web', containers: [app('storefront:4.2.1', ['node', 'server.js'])] },
  { name: 'orders-api', containers: [app('orders:1.19.0', ['java', '-jar', '/app/orders.jar']), proxy] },
  { name: 'pricing-engine', containers: [app('pricing:0.8.3', ['/pricing', '--listen=:8080'])] },
  {
    name: 'queue-worker',
    containers: [
      app('worker:2.0.0', ['bash', '-c', 'exec worker --queue default'], {
        livenessProbe: probe({ exec: { command: ['sh', '-c', 'test -e /tmp/alive'] } }),
      }),
    ],
  },
  { name: 'edge-nginx', containers: [{ ...app('', []), image: 'docker.io/library/nginx:1.27.4' }] },
  { name: 'search-indexer', containers: [app('indexer:3.3.3', ['python', '-m', 'indexer'])] },
];
