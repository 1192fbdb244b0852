import { advice } from './mends.ts';
import { shownLimit } from './shown-limit.ts';

/** No process and no thread can be started any more. */
export const processLimit = shownLimit({
  id: 'process-limit',
  title: 'The limit of processes and threads',
  topic: 'the limit of processes',
  check: 'process-count',
  log: 'processes',
  mends: [
    advice(
      'Find who starts them, or raise podPidsLimit of the kubelet',
      'Processes that ended and are not collected count, too: an init such as tini collects them. A limit of the user (ulimit -u) counts all processes of that user on the node.',
    ),
  ],
});
