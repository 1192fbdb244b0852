import { QUIET_NODE } from '../nodes/node-figures.ts';
import { NODE_MAIN } from '../containers/container.ts';
import environment from './captured/payments-api.environ.br?base64';
import { captured } from './load.ts';
import { OBJECTS } from './objects.ts';
import type { Scenario } from './scenario.ts';

export const distroless: Scenario = {
  id: 'distroless',
  namespace: 'payments',
  pod: 'api-7d5bb6dc56-mm78h',
  container: 'api',
  title: 'A distroless Node.js image: no shell, no env',
  shows: "The audit runs in the container's own node, because there is nothing else.",
  objects: OBJECTS.payments,
  setup: {
    environment: captured(environment),
    shell: false,
    main: NODE_MAIN,
    log: 'v22.20.0 listens\n',
    surroundings: {
      host: QUIET_NODE,
      cgroup: { cpuLimit: 0.5, memoryLimit: 268_435_456, usedCores: 0.002, memoryBytes: 29_020_160 },
      network: { namespace: 'payments', podAddress: '10.244.0.19', services: [] },
    },
  },
};
