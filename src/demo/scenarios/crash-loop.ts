import { SHELL_MAIN } from '../containers/container.ts';
import { NGINX_FILES } from './nginx-image.ts';
import { OBJECTS } from './objects.ts';
import type { Scenario } from './scenario.ts';

export const crashLoop: Scenario = {
  id: 'crash-loop',
  namespace: 'platform',
  pod: 'docs-84b668f79c-58hqq',
  container: 'docs',
  title: 'Crash-looping: argument list too long',
  shows: "The container's environment is above the kernel's limit, so its entrypoint cannot be started.",
  objects: OBJECTS.platform,
  setup: {
    // It never ran: there is nothing to capture.
    environment: () => Buffer.alloc(0),
    shell: true,
    main: SHELL_MAIN,
    files: NGINX_FILES,
    log: 'exec /docker-entrypoint.sh: argument list too long\n',
  },
};
