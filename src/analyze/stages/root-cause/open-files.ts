import { advice } from './mends.ts';
import { shownLimit } from './shown-limit.ts';

/** No file and no connection can be opened any more: what the app accepts or calls fails at once. */
export const openFiles = shownLimit({
  id: 'open-files',
  title: 'The limit of open files',
  topic: 'the limit of open files',
  check: 'open-files',
  log: 'open-files',
  mends: [
    advice(
      'Find what is not closed, or raise the limit',
      'ls -l /proc/PID/fd shows what they are: sockets are connections. The limit is that of the container runtime (LimitNOFILE), or one that the start script sets with ulimit -n.',
    ),
  ],
});
