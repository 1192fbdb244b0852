import { QUIET_NODE } from '../nodes/node-figures.ts';
import { runsApp } from './app.ts';
import burner from './apps/burner.cjs?raw';
import environment from './captured/reports-reports.environ.br?base64';
import { captured } from './load.ts';
import { OBJECTS } from './objects.ts';
import type { Scenario } from './scenario.ts';

const POD = 'reports-748895cfcc-52xz8';

export const burnsCpu: Scenario = {
  id: 'burns-cpu',
  namespace: 'reports',
  pod: POD,
  container: 'reports',
  title: 'An application that computes all the time in its own code',
  shows:
    'Its main thread is busy without any child process, so its thousands of variables cost nothing while it runs.',
  objects: OBJECTS.reports,
  setup: {
    ...runsApp(burner),
    environment: captured(environment),
    surroundings: {
      host: { ...QUIET_NODE, usedCores: 1.12 },
      load: 1.2,
      cgroup: { alone: true, memoryLimit: 134_217_728, usedCores: 0.91, memoryBytes: 34_000_896 },
      network: {
        namespace: 'reports',
        podAddress: '10.244.0.38',
        services: [],
        clients: { port: 8080, everyMs: 300 },
      },
    },
  },
  usage: { [`reports/${POD}`]: { cpuCores: 0.91, memoryBytes: 34_000_896 } },
};
