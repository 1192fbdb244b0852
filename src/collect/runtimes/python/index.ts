import type { Runtime } from '../runtime.ts';
import program from './probe.py?raw';

/** CPython and PyPy; isolated, without site packages: nothing of the application is imported. */
export const python: Runtime = {
  id: 'python',
  kind: 'language',
  executables: ['python', 'python[0-9]*', 'pypy*'],
  embedders: ['uwsgi', 'gunicorn', 'celery'],
  commands: ['python3', 'python'],
  flags: ['-I', '-S', '-'],
  cleared: [],
  memory: 32,
  program,
};
