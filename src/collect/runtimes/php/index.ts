import type { Runtime } from '../runtime.ts';
import program from './probe.php?raw';

/** PHP's command line, without php.ini; beside php-fpm images carry it too. */
export const php: Runtime = {
  id: 'php',
  kind: 'language',
  executables: ['php', 'php[0-9]', 'php[0-9].[0-9]*', 'php[0-9][0-9]'],
  embedders: ['php-fpm*', 'php-cgi*', 'frankenphp'],
  commands: ['php'],
  flags: ['-n', '--'],
  cleared: [],
  memory: 48,
  program,
};
