/** States of a container that is on its way to its first start, as far as its state tells; and of one without any. */
const ON_ITS_WAY = /ContainerCreating|PodInitializing|not created/;

/** The container is on its way to its start, or its kubelet has not taken it yet: `waiting: ContainerCreating`. */
export function isOnItsWay(state: string): boolean {
  return ON_ITS_WAY.test(state) || state === 'waiting';
}

/** Something keeps the container from running: `waiting: ErrImagePull`, `waiting: CrashLoopBackOff`. */
export function isHeldUp(state: string): boolean {
  return state.startsWith('waiting') && !isOnItsWay(state);
}
