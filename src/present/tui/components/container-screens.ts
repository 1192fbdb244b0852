import type { Action } from '../keys.ts';

/** What can be opened for a container. */
export type ContainerScreen = 'flow' | 'environment' | 'probe';

/** Which keys open what, where a pod or a container is selected. */
export const CONTAINER_SCREENS: Partial<Record<Action, ContainerScreen>> = {
  diagnose: 'flow',
  environment: 'environment',
  probe: 'probe',
};
