import { QUIET_NODE } from '../nodes/node-figures.ts';
import { runsApp } from './app.ts';
import bursty from './apps/bursty.cjs?raw';
import environment from './captured/checkout-checkout.environ.br?base64';
import { captured } from './load.ts';
import { OBJECTS } from './objects.ts';
import type { Scenario } from './scenario.ts';

const POD = 'checkout-79d6b659b8-jnzw2';

/** The rates are those of a real pod with this load and limit. */
export const cpuLimitSmall: Scenario = {
  id: 'cpu-limit-small',
  namespace: 'checkout',
  pod: POD,
  container: 'checkout',
  title: 'A CPU limit too small for bursts of a normal load',
  shows:
    'It uses half of its limit on average, and is stopped in the middle of each burst; its environment is innocent.',
  objects: OBJECTS.checkout,
  setup: {
    ...runsApp(bursty),
    environment: captured(environment),
    surroundings: {
      host: QUIET_NODE,
      load: 0.42,
      cgroup: {
        cpuLimit: 0.3,
        memoryLimit: 134_217_728,
        usedCores: 0.156,
        memoryBytes: 31_080_448,
        throttling: { periods: 7, throttledPeriods: 4, throttledMs: 170 },
        runQueueWait: 0.17,
      },
      network: {
        namespace: 'checkout',
        podAddress: '10.244.0.35',
        services: [],
        clients: { port: 8080, everyMs: 1000 },
      },
    },
  },
  usage: {
    [`checkout/${POD}`]: {
      cpuCores: 0.156,
      memoryBytes: 31_080_448,
      throttling: { periods: 25_200, throttledPeriods: 14_400, throttledSeconds: 612 },
    },
  },
};
