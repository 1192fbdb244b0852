import type { Runtime } from '../runtime.ts';
import program from '../sh/probe.sh?raw';

/** bash, whose start searches the list of exported variables for each variable: quadratic. */
export const bash: Runtime = {
  id: 'bash',
  kind: 'shell',
  executables: ['bash', 'rbash'],
  embedders: [],
  commands: ['bash'],
  flags: [],
  cleared: [],
  memory: 32,
  program,
};
