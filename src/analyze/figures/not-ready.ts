import type { ContainerStateEvidence, DiagnosisParts } from '../../contracts/diagnosis-evidence.ts';
import { decidingLine } from './container/log-words.ts';
import { isHeldUp } from './container/never-began.ts';

/** Why a pod of which the container runs gets no requests all the same. */
export interface NotReady {
  /** Another of its containers is not ready, by its name; absent: it is this one, or a gate of the pod. */
  container?: string;
  /** A clause: `its readiness probe fails: HTTP probe failed with statuscode: 503`. */
  says: string;
  /** `down`: a container of the pod does not run. `answered`: the app itself says no. `failed`: its probe got no answer. */
  how: 'down' | 'answered' | 'failed' | 'untold';
  /** RFC 3339. */
  since?: string;
}

/** Undefined where the pod is ready, where that is not known, and where the container itself does not run. */
export function notReady({
  podState,
  podEvents,
  log,
}: Pick<DiagnosisParts, 'podState' | 'podEvents' | 'log'>): NotReady | undefined {
  if (!podState.known || podState.value.container.state !== 'running') return undefined;
  const { conditions, container, others } = podState.value;
  const ready = conditions.find(({ type }) => type === 'Ready');
  if (ready?.status !== 'False') return undefined;
  const since = ready.since === undefined ? {} : { since: ready.since };
  // https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/status/generate.go
  const unready = /unready status: \[([^\]]*)\]/.exec(ready.message ?? '')?.[1]?.split(' ') ?? [];
  const other = others.find(({ name }) => unready.includes(name));
  if (other !== undefined && (isDown(other) || container.ready)) {
    const lines = log?.known === true && log.value.container === other.name ? log.value.lines : [];
    const word = decidingLine(lines);
    const exit = other.lastExit === undefined ? '' : `, exit code ${other.lastExit.code}`;
    const state = isDown(other) ? `is ${other.state}${exit}` : 'runs and is not ready';
    const says = `its container ${other.name} ${state}${word === undefined ? '' : `; its log says: “${word.line}”`}`;
    return { container: other.name, says, how: isDown(other) ? 'down' : 'failed', ...since };
  }
  if (container.ready)
    return { says: ready.message ?? ready.reason ?? 'nobody says why', how: 'untold', ...since };
  const all = podEvents.known ? podEvents.value : [];
  const failure = all.find(({ reason, message }) => reason === 'Unhealthy' && PROBE.test(message))?.message;
  if (failure === undefined) return { says: 'its probe has not succeeded yet', how: 'untold', ...since };
  const says = `its ${failure.trim().replace(/^R/, 'r').replace(/^S/, 's').replace(' failed: ', ' fails: ')}`;
  return { says, how: /statuscode: \d/.test(failure) ? 'answered' : 'failed', ...since };
}

/** https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/prober/prober.go */
const PROBE = /^(?:Readiness|Startup) probe (?:failed|errored)/;

function isDown({ state, lastExit }: ContainerStateEvidence): boolean {
  return isHeldUp(state) || (state.startsWith('terminated') && lastExit?.code !== 0);
}
