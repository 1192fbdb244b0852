import { QUIET_NODE } from '../nodes/node-figures.ts';
import { runsApp } from './app.ts';
import spawner from './apps/spawner.cjs?raw';
import environment from './captured/shop-web.environ.br?base64';
import { captured } from './load.ts';
import { OBJECTS } from './objects.ts';
import type { Scenario } from './scenario.ts';

export const web: Scenario = {
  id: 'web',
  namespace: 'shop',
  pod: 'web-778b774b6c-brsch',
  container: 'web',
  title: 'A Node.js service with some 16,000 variables and 300m of CPU',
  shows:
    "Nearly all variables come from the namespace's 1,950 Services; reading them all takes Node longer than requests may take.",
  objects: OBJECTS.shop,
  setup: {
    ...runsApp(spawner),
    environment: captured(environment),
    surroundings: {
      host: QUIET_NODE,
      cgroup: {
        cpuLimit: 0.3,
        memoryLimit: 268_435_456,
        usedCores: 0.237,
        memoryBytes: 70_373_376,
        throttling: { periods: 10.3, throttledPeriods: 4.5, throttledMs: 129 },
        runQueueWait: 0.13,
      },
      network: {
        namespace: 'shop',
        podAddress: '10.244.0.17',
        services: [],
        clients: { port: 8080, everyMs: 3000 },
      },
    },
  },
  usage: {
    'shop/web-778b774b6c-brsch': {
      cpuCores: 0.237,
      memoryBytes: 70_373_376,
      throttling: { periods: 37_080, throttledPeriods: 16_200, throttledSeconds: 464 },
    },
  },
};
