import { QUIET_NODE } from '../nodes/node-figures.ts';
import { NODE_MAIN } from '../containers/container.ts';
import environment from './captured/staging-app.environ.br?base64';
import { captured } from './load.ts';
import { OBJECTS } from './objects.ts';
import type { Scenario } from './scenario.ts';

export const ghosts: Scenario = {
  id: 'ghosts',
  namespace: 'staging',
  pod: 'app-65d964d5f-bddk6',
  container: 'app',
  title: 'Variables of Services that are gone, and Services without variables',
  shows:
    '160 Services were deleted and 30 made since the container started: its environment is of the past until it restarts.',
  objects: OBJECTS.staging,
  setup: {
    environment: captured(environment),
    shell: true,
    main: NODE_MAIN,
    log: 'v22.20.0 listens\n',
    surroundings: {
      host: QUIET_NODE,
      cgroup: { usedCores: 0.002, memoryBytes: 29_020_160 },
      network: { namespace: 'staging', podAddress: '10.244.0.64', services: [] },
    },
  },
};
