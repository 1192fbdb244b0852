import type { Runtime } from '../runtime.ts';
import program from './Probe.java?raw';

/**
 * Java where the image has a JDK, 11 or later: the program is source, in a file without a name, because the JDK wants to
 * seek in it. The JVM is told to be small.
 */
export const java: Runtime = {
  id: 'java',
  kind: 'language',
  executables: ['java'],
  embedders: [],
  commands: ['java'],
  flags: [
    '-Xshare:auto',
    '-Xmx64m',
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '--source',
    '11',
    '/proc/self/fd/8',
  ],
  cleared: ['JAVA_TOOL_OPTIONS', 'JDK_JAVA_OPTIONS', '_JAVA_OPTIONS'],
  memory: 256,
  program,
};
