import { items, type KubeObject } from '../api/objects.ts';

/** What a pod of one container goes through, as its kubelet tells it. */
export interface PodStates {
  creating: () => KubeObject;
  running: (restarts: number) => KubeObject;
  /** Its program has ended with this exit code. */
  ended: (restarts: number, exitCode: number) => KubeObject;
  /** It is started again later. */
  backingOff: (restarts: number, exitCode: number) => KubeObject;
  /** It is over, and well. */
  succeeded: () => KubeObject;
}

/** @param now RFC 3339. */
export function statesOf(pod: KubeObject, now: () => string): PodStates {
  const [container] = items<{ name: string; image: string }>(pod, 'spec.containers');
  const inState = (phase: string, state: object, more: object = {}): KubeObject => {
    const ready = 'running' in state;
    const status = ready ? 'True' : 'False';
    const conditions = [
      { type: 'Initialized', status: 'True', lastTransitionTime: now() },
      { type: 'Ready', status, lastTransitionTime: now() },
    ];
    const own = { ...container, imageID: '', ready, started: ready, restartCount: 0, lastState: {}, ...more };
    return { ...pod, status: { ...pod.status, phase, conditions, containerStatuses: [{ ...own, state }] } };
  };
  let startedAt = now();
  let finishedAt = startedAt;
  const terminated = (exitCode: number): object => ({
    terminated: { exitCode, reason: exitCode === 0 ? 'Completed' : 'Error', startedAt, finishedAt },
  });
  const end = (phase: string, exitCode: number, more: object = {}): KubeObject => {
    finishedAt = now();
    return inState(phase, terminated(exitCode), more);
  };
  return {
    creating: () => inState('Pending', { waiting: { reason: 'ContainerCreating' } }),
    running(restartCount) {
      startedAt = now();
      return inState('Running', { running: { startedAt } }, { restartCount });
    },
    ended: (restartCount, exitCode) => end('Running', exitCode, { restartCount }),
    backingOff: (restartCount, exitCode) =>
      inState(
        'Running',
        { waiting: { reason: 'CrashLoopBackOff', message: 'back-off restarting failed container' } },
        { restartCount, lastState: terminated(exitCode) },
      ),
    succeeded: () => end('Succeeded', 0),
  };
}
