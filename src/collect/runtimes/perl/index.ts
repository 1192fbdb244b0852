import type { Runtime } from '../runtime.ts';
import program from './probe.pl?raw';

/** Perl; perl-base of Debian's small images, without Time::HiRes, is enough. */
export const perl: Runtime = {
  id: 'perl',
  kind: 'language',
  executables: ['perl', 'perl[0-9]*'],
  embedders: ['starman', 'plackup'],
  commands: ['perl'],
  flags: ['-'],
  cleared: ['PERL5OPT', 'PERL5DB'],
  memory: 32,
  program,
};
