import { QUIET_NODE } from '../nodes/node-figures.ts';
import { NODE_MAIN } from '../containers/container.ts';
import environment from './captured/platform-gateway.environ.br?base64';
import { captured } from './load.ts';
import { OBJECTS } from './objects.ts';
import type { Scenario } from './scenario.ts';

export const limit: Scenario = {
  id: 'limit',
  namespace: 'platform',
  pod: 'gateway-6d95f5787-52x5z',
  container: 'gateway',
  title: 'Runs, but will not start again',
  shows:
    "It uses more than 93 % of the kernel's limit for exec, and the namespace has grown since: the next start fails.",
  objects: OBJECTS.platform,
  setup: {
    environment: captured(environment),
    shell: true,
    main: NODE_MAIN,
    log: 'v22.20.0 listens\n',
    surroundings: {
      host: QUIET_NODE,
      cgroup: { usedCores: 0.002, memoryBytes: 29_020_160 },
      network: { namespace: 'platform', podAddress: '10.244.0.38', services: [] },
    },
  },
};
