export { HOSTILE, distroless, forbidden, ghosts, hostile, nearLimit, off } from './others.ts';
export { slowNode } from './slow-node.ts';
export { twelve } from './twelve.ts';
export { longNames, neverStarted, unseen } from './few-words.ts';
