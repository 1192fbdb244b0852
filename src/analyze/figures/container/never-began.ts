import type { DiagnosisParts, ExitEvidence } from '../../../contracts/diagnosis-evidence.ts';
import type { Evidence } from '../../../contracts/evidence.ts';
import { subjectOf } from '../subject.ts';

/** What tells why a container does not begin. */
export type StartParts = Pick<DiagnosisParts, 'podState' | 'podEvents' | 'log'> & {
  audit: Pick<Evidence, 'containers'>;
};

/**
 * How a run ended that never began: the reason that the runtime gave it, or its own message.
 * https://github.com/containerd/containerd/blob/v1.6.20/pkg/cri/server/helpers.go
 * https://github.com/moby/moby/blob/v24.0.7/daemon/start.go
 */
const NEVER_BEGAN = /^(?:StartError|ContainerCannotRun|RunContainerError|CreateContainer\w*Error)$/;
const RUNTIME_SAYS =
  /OCI runtime (?:create|start)|unable to start container process|failed to create (?:containerd|shim) task/i;
const LONGEST = 400;

/** Whether a run is one that never began: the program was not executed, so it cannot have ended by itself. */
export function neverBegan({ reason = '', message = '' }: Pick<ExitEvidence, 'reason' | 'message'>): boolean {
  return NEVER_BEGAN.test(reason) || RUNTIME_SAYS.test(message);
}

/** What keeps a container from beginning, in the runtime’s or the kubelet’s words; undefined where it began. */
export function whyNeverBegan(
  parts: StartParts,
  {
    name,
    state,
    lastExit,
    waiting,
  }: { name: string; state: string; lastExit: ExitEvidence | undefined; waiting?: string | undefined },
): string | undefined {
  if (lastExit !== undefined && neverBegan(lastExit))
    return [lastExit.reason, ownWords(lastExit.message)].filter(Boolean).join(': ');
  const failed = lastExit === undefined ? undefined : failedExec(linesOf(parts, name));
  if (failed !== undefined) return `the kernel did not execute it: ${failed}`;
  if (!isHeldUp(state) || /CrashLoopBackOff/.test(state)) return undefined;
  const says = waiting ?? state.replace(/^waiting: /, '');
  const isTold = waiting !== undefined && !/ImagePullBackOff/.test(state);
  const why = isTold ? undefined : failedEvent(parts, /Image/.test(state) ? /pull/i : /^Error: /);
  return why === undefined ? says : `${says}: ${why.replace(/^Error: /, '')}`;
}

/**
 * What runc writes into the log of a container whose program the kernel did not execute, though the file was there: it is
 * all that is in it then. https://github.com/opencontainers/runc/blob/v1.1.5/libcontainer/standard_init_linux.go
 */
const FAILED_EXEC =
  /^(?:standard_init_linux\.go:\d+: )?(exec (?:\/\S+|user process caused:?) ?:? "?(?:no such file or directory|exec format error|permission denied|text file busy|argument list too long)"?)$/;

function failedExec(lines: readonly string[]): string | undefined {
  const [first] = lines;
  return first !== undefined && lines.every((line) => line === first)
    ? FAILED_EXEC.exec(first)?.[1]
    : undefined;
}

/** The log’s lines, where they are this container’s. */
export function linesOf({ log, audit }: StartParts, container: string): readonly string[] {
  const of = log?.known === true ? (log.value.container ?? subjectOf(audit)?.container.name) : undefined;
  return log?.known === true && of === container ? log.value.lines : [];
}

/** What a postStart hook said that failed: the kubelet kills the container then, whatever its program does. */
export function hookFailure({ podEvents }: StartParts, state: string): string | undefined {
  if (!/CrashLoopBackOff|PostStartHook/.test(state) || !podEvents.known) return undefined;
  const event = podEvents.value.find(({ reason }) => reason === 'FailedPostStartHook');
  return event && `PostStartHook: ${/exited with \d.*/s.exec(event.message)?.[0] ?? event.message}`;
}

/** Why it could not be made, of the events: the state itself says that the kubelet waits. `Error: ErrImagePull` tells nothing. */
function failedEvent({ podEvents }: StartParts, about: RegExp): string | undefined {
  const all = podEvents.known ? podEvents.value : [];
  return all.find(
    ({ reason, message }) =>
      reason === 'Failed' && about.test(message) && !/^Error: \w+$/.test(message.trim()),
  )?.message;
}

/** The runtime’s message without the layers that pass it on; the last of them knows. */
function ownWords(message: string | undefined): string | undefined {
  const own = message?.replace(
    /^.*(?:unable to start container process|container_linux\.go:\d+: starting container process caused|OCI runtime create failed): /s,
    '',
  );
  return own?.replace(/: unknown$/, '').slice(0, LONGEST);
}

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
