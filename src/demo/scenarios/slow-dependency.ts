import { QUIET_NODE } from '../nodes/node-figures.ts';
import { quietSurroundings } from '../containers/surroundings/surroundings.ts';
import { runsApp } from './app.ts';
import backend from './apps/backend.cjs?raw';
import front from './apps/front.cjs?raw';
import backendEnvironment from './captured/search-ranking-api.environ.br?base64';
import environment from './captured/search-search.environ.br?base64';
import { captured } from './load.ts';
import { OBJECTS } from './objects.ts';
import type { Scenario } from './scenario.ts';

export const slowDependency: Scenario = {
  id: 'slow-dependency',
  namespace: 'search',
  pod: 'search-ddf5ccdd8-jl4hw',
  container: 'search',
  title: 'An application that waits for another Service',
  shows: 'Every request waits three seconds for `ranking-api`, and the container itself has nothing to do.',
  objects: OBJECTS.search,
  setup: {
    ...runsApp(front),
    environment: captured(environment),
    surroundings: {
      host: QUIET_NODE,
      load: 0.31,
      cgroup: { memoryLimit: 134_217_728, usedCores: 0.006, memoryBytes: 30_015_488 },
      network: {
        namespace: 'search',
        podAddress: '10.244.0.39',
        // The cluster IP of `ranking-api`, as captured.
        services: [{ address: '10.96.234.85', port: 8080, delayMs: 3000 }],
        clients: { port: 8080, everyMs: 700 },
      },
    },
  },
  containers: {
    'search/ranking-api-ddbff74c-slhl7/ranking-api': {
      ...runsApp(backend),
      environment: captured(backendEnvironment),
      surroundings: quietSurroundings(QUIET_NODE, { namespace: 'search', podAddress: '10.244.0.40' }),
    },
  },
};
