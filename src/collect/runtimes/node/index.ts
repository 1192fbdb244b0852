import type { Runtime } from '../runtime.ts';
import program from './probe.cjs?raw';

/** Node.js. Since version 24 its main thread, and so the process in /proc/PID/comm, is called MainThread. */
export const node: Runtime = {
  id: 'node',
  kind: 'language',
  executables: ['node', 'nodejs', 'node[0-9]*', 'node-[0-9]*'],
  embedders: ['MainThread', 'node-MainThread'],
  commands: ['node', 'nodejs', '/nodejs/bin/node', '/usr/local/bin/node'],
  flags: ['-'],
  cleared: ['NODE_OPTIONS'],
  memory: 96,
  program,
};
