import { QUIET_NODE } from '../nodes/node-figures.ts';
import { SHELL_MAIN } from '../containers/container.ts';
import environment from './captured/edge-nginx.environ.br?base64';
import execEnvironment from './captured/edge-nginx.exec.environ.br?base64';
import { NGINX_FILES, NGINX_LOG } from './nginx-image.ts';
import { captured } from './load.ts';
import { OBJECTS } from './objects.ts';
import type { Scenario } from './scenario.ts';

export const envsubst: Scenario = {
  id: 'envsubst',
  namespace: 'edge',
  pod: 'nginx-54fffdf54f-hdggz',
  container: 'nginx',
  title: 'An nginx image that hands all variable names to envsubst',
  shows: 'One argument may have 128 KiB; with some hundred Services more the entrypoint fails.',
  objects: OBJECTS.edge,
  setup: {
    environment: captured(environment),
    execEnvironment: captured(execEnvironment),
    shell: true,
    main: SHELL_MAIN,
    files: NGINX_FILES,
    log: NGINX_LOG,
    surroundings: {
      host: QUIET_NODE,
      cgroup: { memoryLimit: 67_108_864, usedCores: 0.0003, memoryBytes: 1_212_416 },
      network: { namespace: 'edge', podAddress: '10.244.0.33', services: [] },
    },
  },
};
