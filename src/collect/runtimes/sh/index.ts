import type { Runtime } from '../runtime.ts';
import program from './probe.sh?raw';

/** dash, busybox and their like. What is timed is their start: they import every variable. */
export const sh: Runtime = {
  id: 'sh',
  kind: 'shell',
  executables: ['sh', 'dash', 'ash', 'busybox', 'busybox-*', 'mksh', 'ksh', 'ksh93', 'zsh'],
  embedders: [],
  commands: ['sh'],
  flags: [],
  cleared: [],
  memory: 16,
  program,
};
