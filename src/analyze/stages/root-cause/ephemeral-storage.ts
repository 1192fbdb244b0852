import { advice } from './mends.ts';
import { shownLimit } from './shown-limit.ts';

/** The pod writes more than it may keep on the node's disk, and is evicted for it. */
export const ephemeralStorage = shownLimit({
  id: 'ephemeral-storage',
  title: 'The limit of ephemeral storage',
  topic: 'the limit of ephemeral storage',
  check: 'ephemeral-storage',
  log: 'storage',
  // https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/eviction/eviction_manager.go
  eviction: /ephemeral local storage usage exceeds|local ephemeral storage limit|usage of EmptyDir volume/i,
  mends: [
    advice(
      'Write less to the node’s disk, or raise limits.ephemeral-storage',
      'Logs, emptyDir volumes and files in the container itself count. A volume of its own does not.',
    ),
  ],
});
