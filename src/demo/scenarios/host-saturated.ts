import { SATURATED_NAME, SATURATED_NODE } from '../nodes/node-figures.ts';
import { runsApp } from './app.ts';
import bursty from './apps/bursty.cjs?raw';
import environment from './captured/bookings-bookings.environ.br?base64';
import { captured } from './load.ts';
import { neighbours, NEIGHBOUR_USAGE } from './neighbours.ts';
import { OBJECTS } from './objects.ts';
import type { Scenario } from './scenario.ts';

const POD = 'bookings-844bc88df-4zw4c';

export const hostSaturated: Scenario = {
  id: 'host-saturated',
  namespace: 'bookings',
  pod: POD,
  container: 'bookings',
  title: 'A pod on a node whose CPUs its neighbours use up',
  shows:
    'The container is well below its limit and waits for a CPU most of the time, as all others on the node do.',
  objects: OBJECTS.bookings,
  node: SATURATED_NAME,
  neighbours,
  setup: {
    ...runsApp(bursty),
    environment: captured(environment),
    surroundings: {
      host: SATURATED_NODE,
      load: 13.5,
      cgroup: {
        cpuLimit: 1,
        memoryLimit: 134_217_728,
        usedCores: 0.15,
        memoryBytes: 31_080_448,
        throttling: { periods: 5, throttledPeriods: 0, throttledMs: 0 },
        cpuPressure: 61.4,
        runQueueWait: 0.58,
      },
      network: {
        namespace: 'bookings',
        podAddress: '10.244.0.34',
        services: [],
        clients: { port: 8080, everyMs: 1000 },
      },
    },
  },
  usage: { [`bookings/${POD}`]: { cpuCores: 0.15, memoryBytes: 31_080_448 }, ...NEIGHBOUR_USAGE },
};
