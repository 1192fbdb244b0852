import type { ContainerSetup } from '../containers/container.ts';
import endsWithInput from './apps/ends-with-input.cjs?raw';

const HELPER = '/.demo/ends-with-input.cjs';

/** The part of a container that runs an application of apps/, as its main process. */
export function runsApp(program: string): Pick<ContainerSetup, 'shell' | 'main' | 'files' | 'log'> {
  return {
    shell: true,
    main: ['node', '--require', HELPER, '/app/server.cjs'],
    files: { '/app/server.cjs': program, [HELPER]: endsWithInput },
    log: 'v22.20.0 listens\n',
  };
}
