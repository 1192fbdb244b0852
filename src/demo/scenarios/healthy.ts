import { QUIET_NODE } from '../nodes/node-figures.ts';
import { SHELL_MAIN } from '../containers/container.ts';
import environment from './captured/tools-tick.environ.br?base64';
import { captured } from './load.ts';
import { OBJECTS } from './objects.ts';
import type { Scenario } from './scenario.ts';

export const healthy: Scenario = {
  id: 'healthy',
  namespace: 'tools',
  pod: 'tick-9c9589c45-mj9xj',
  container: 'tick',
  title: 'A small healthy pod',
  shows: 'A dozen Services and a shell: nothing to do.',
  objects: OBJECTS.tools,
  setup: {
    environment: captured(environment),
    shell: true,
    main: SHELL_MAIN,
    log: 'Sat Nov 21 04:39:05 UTC 2026\n',
    surroundings: {
      host: QUIET_NODE,
      load: 0.3,
      cgroup: { cpuLimit: 0.1, memoryLimit: 33_554_432, usedCores: 0.0003, memoryBytes: 1_212_416 },
      network: { namespace: 'tools', podAddress: '10.244.0.65', services: [] },
    },
  },
};
