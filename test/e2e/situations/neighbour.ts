import type { Images } from '../images.ts';
import { pod } from './objects.ts';

export const NEIGHBOUR = 'busy-neighbour';

/** A pod that computes with as many processes as its node has CPUs. */
export function neighbour(images: Images): object {
  const loops = 'for each in $(seq "$(nproc)"); do (while :; do :; done) & done; wait';
  return pod(images, { name: NEIGHBOUR, image: 'shell', links: false, command: ['sh', '-c', loops] });
}
