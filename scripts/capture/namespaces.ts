import { readFileSync } from 'node:fs';

/** What is made in one namespace of a real cluster before it is captured. */
export interface NamespacePlan {
  name: string;
  /** How many of the Services of services.ts exist when the workloads start. */
  services: number;
  /** False leaves out the Services whose variables collide. */
  collisions?: boolean;
  workloads: object[];
  /** What changes after the workloads have started. */
  afterwards?: { deleteServices?: [from: number, to: number]; services?: number; workloads?: object[] };
}

const IDLE = 'require("http").createServer((request, response) => response.end("ok\\n")).listen(8080)';

const nginx = {
  image: 'registry.example/edge/nginx:1.27.4',
  resources: { limits: { memory: '64Mi' } },
};

/** The namespaces that the demo's scenarios live in; their images are made by hand, see captured/README.md. */
export const NAMESPACES: NamespacePlan[] = [
  {
    name: 'shop',
    services: 1950,
    workloads: [
      object('v1', 'ConfigMap', 'web-settings', { data: { LOG_LEVEL: 'info', FEATURE_CHECKOUT_V2: 'on' } }),
      object('v1', 'Secret', 'web-credentials', { stringData: { DATABASE_PASSWORD: 'not-a-real-one' } }),
      deployment('web', {
        image: 'registry.example/shop/web:2.14.0',
        command: ['node', '-e', IDLE],
        env: [
          { name: 'MOTD', value: 'Welcome.\nThe shop is open.' },
          // Hides the link of the same name.
          { name: 'CART_SERVICE_PORT', value: '8081' },
          { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
        ],
        envFrom: [{ configMapRef: { name: 'web-settings' } }, { secretRef: { name: 'web-credentials' } }],
        readinessProbe: {
          exec: { command: ['cat', '/etc/os-release'] },
          timeoutSeconds: 10,
          periodSeconds: 30,
        },
        resources: { requests: { cpu: '50m' }, limits: { cpu: '300m', memory: '256Mi' } },
      }),
      deployment(
        'orders',
        {
          image: 'registry.example/shop/orders:1.9.3',
          command: ['node', '-e', IDLE],
          resources: { limits: { cpu: '300m', memory: '256Mi' } },
        },
        { enableServiceLinks: false },
      ),
    ],
  },
  {
    name: 'payments',
    services: 800,
    workloads: [
      deployment('api', {
        image: 'registry.example/payments/api:5.0.1',
        args: ['-e', IDLE],
        resources: { limits: { cpu: '500m', memory: '256Mi' } },
      }),
    ],
  },
  {
    name: 'staging',
    services: 420,
    collisions: false,
    workloads: [
      deployment('app', { image: 'registry.example/staging/app:0.17.2', command: ['node', '-e', IDLE] }),
    ],
    afterwards: { deleteServices: [100, 260], services: 450 },
  },
  {
    name: 'edge',
    services: 500,
    workloads: [deployment('nginx', nginx)],
  },
  {
    name: 'tools',
    services: 12,
    collisions: false,
    workloads: [
      deployment('tick', {
        image: 'registry.example/tools/tick:1.0.0',
        command: ['sh', '-c', 'while sleep 60; do date; done'],
        resources: { limits: { cpu: '100m', memory: '32Mi' } },
      }),
    ],
  },
  {
    name: 'platform',
    services: 4440,
    workloads: [
      deployment('gateway', {
        image: 'registry.example/platform/gateway:3.8.0',
        command: ['node', '-e', IDLE],
      }),
    ],
    afterwards: { services: 4800, workloads: [deployment('docs', nginx)] },
  },
  // Their environment is innocent; what is wrong with them shows in what the demo's container does.
  {
    name: 'bookings',
    services: 40,
    collisions: false,
    workloads: [app('bursty'), appDeployment('bookings', { cpu: '1', memory: '128Mi' })],
  },
  {
    name: 'checkout',
    services: 60,
    collisions: false,
    workloads: [app('bursty'), appDeployment('checkout', { cpu: '300m', memory: '128Mi' })],
  },
  {
    name: 'search',
    services: 60,
    collisions: false,
    workloads: [
      app('front'),
      appDeployment('search', { memory: '128Mi' }, [
        { name: 'BACKEND_URL', value: 'http://$(RANKING_API_SERVICE_HOST):$(RANKING_API_SERVICE_PORT)/' },
      ]),
      appDeployment('ranking-api', { memory: '128Mi' }, [], { 'app.kubernetes.io/name': 'ranking-api' }),
    ],
  },
  {
    name: 'reports',
    services: 300,
    collisions: false,
    workloads: [app('burner'), appDeployment('reports', { memory: '128Mi' })],
  },
];

/** An application of the demo, as the ConfigMap that its pods mount. */
function app(name: string): object {
  const file = new URL(`../../src/demo/scenarios/apps/${name}.cjs`, import.meta.url);
  return object('v1', 'ConfigMap', 'app', { data: { 'server.cjs': readFileSync(file, 'utf8') } });
}

function appDeployment(
  name: string,
  limits: object,
  env: object[] = [],
  labels: object = { app: name },
): object {
  const container = {
    image: `registry.example/apps/${name}:1.0.0`,
    command: ['node', '/app/server.cjs'],
    env,
    ports: [{ name: 'http', containerPort: 8080 }],
    resources: { requests: { cpu: '50m' }, limits },
    volumeMounts: [{ name: 'app', mountPath: '/app' }],
  };
  return deployment(name, container, { volumes: [{ name: 'app', configMap: { name: 'app' } }] }, labels);
}

function deployment(
  name: string,
  container: object,
  pod: object = {},
  labels: object = { app: name },
): object {
  return object('apps/v1', 'Deployment', name, {
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { terminationGracePeriodSeconds: 1, containers: [{ name, ...container }], ...pod },
      },
    },
  });
}

function object(apiVersion: string, kind: string, name: string, rest: object): object {
  return { apiVersion, kind, metadata: { name }, ...rest };
}
