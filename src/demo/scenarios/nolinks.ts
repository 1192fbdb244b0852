import { QUIET_NODE } from '../nodes/node-figures.ts';
import { runsApp } from './app.ts';
import spawner from './apps/spawner.cjs?raw';
import environment from './captured/shop-orders.environ.br?base64';
import { captured } from './load.ts';
import { OBJECTS } from './objects.ts';
import type { Scenario } from './scenario.ts';

export const nolinks: Scenario = {
  id: 'nolinks',
  namespace: 'shop',
  pod: 'orders-5b8c9d876f-x9jz2',
  container: 'orders',
  title: 'Its neighbour with enableServiceLinks: false',
  shows: 'The same namespace and the same limits, without the links: only the Service `kubernetes` is there.',
  objects: OBJECTS.shop,
  setup: {
    ...runsApp(spawner),
    environment: captured(environment),
    surroundings: {
      host: QUIET_NODE,
      cgroup: {
        cpuLimit: 0.3,
        memoryLimit: 268_435_456,
        usedCores: 0.004,
        memoryBytes: 31_080_448,
        throttling: { periods: 1.2, throttledPeriods: 0, throttledMs: 0 },
      },
      network: {
        namespace: 'shop',
        podAddress: '10.244.0.18',
        services: [],
        clients: { port: 8080, everyMs: 3000 },
      },
    },
  },
};
