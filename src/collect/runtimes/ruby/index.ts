import type { Runtime } from '../runtime.ts';
import program from './probe.rb?raw';

/** Ruby, without gems and RUBYOPT. Servers such as puma overwrite their title, not their executable. */
export const ruby: Runtime = {
  id: 'ruby',
  kind: 'language',
  executables: ['ruby', 'ruby[0-9]*'],
  embedders: ['puma', 'unicorn', 'passenger*', 'bundle'],
  commands: ['ruby'],
  flags: ['--disable=gems,rubyopt', '-'],
  cleared: [],
  memory: 64,
  program,
};
