import type {
  ContainerStateEvidence,
  DiagnosisParts,
  ExitEvidence,
} from '../../contracts/diagnosis-evidence.ts';
import type { ContainerEvidence, Evidence } from '../../contracts/evidence.ts';
import type { Mend } from '../../contracts/report.ts';
import { containerFieldCommand, describePodCommand, logsCommand } from '../command.ts';
import { decidingLine } from './log-words.ts';
import { isHeldUp, isOnItsWay } from './starting.ts';
import { subjectOf } from './subject.ts';
import { podEndMeaning, startMeaning, type StartMeaning } from './start-messages.ts';

/** What keeps a container from being started. */
export interface StartObstacle {
  /** What the cluster says, without an end: `ErrImagePull: connection refused`. */
  says: string;
  /** What that means, as a sentence. */
  means: string;
  mend: Mend;
  /** The whole pod is over: nothing of it will start. */
  isOver?: true;
  /** What it waits for goes on, and may come: since when that runs. */
  waitsSince?: string;
}

type Parts = Pick<DiagnosisParts, 'podState' | 'podEvents' | 'log'> & {
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

/** Undefined where the container runs, did run, or is on its way with nothing against it. */
export function startObstacle(parts: Parts): StartObstacle | undefined {
  const subject = subjectOf(parts.audit);
  if (subject === undefined) return undefined;
  const { state, lastExit } = startState(parts, subject);
  if (state === 'running') return undefined;
  const ended = endedPod(parts, subject);
  if (ended !== undefined) return ended;
  if (isOnItsWay(state))
    return unscheduled(parts, subject) ?? heldByInit(parts, subject) ?? heldByEvent(parts, subject);
  const { name, notRunning } = subject.container;
  const says =
    whyNeverBegan(parts, { name, state, lastExit, waiting: notRunning }) ?? hookFailure(parts, state);
  return says === undefined ? undefined : obstacle(subject, says);
}

/** What keeps a container from beginning, in the runtime’s or the kubelet’s words; undefined where it began. */
function whyNeverBegan(
  parts: Parts,
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
function linesOf({ log, audit }: Parts, container: string): readonly string[] {
  const of = log?.known === true ? (log.value.container ?? subjectOf(audit)?.container.name) : undefined;
  return log?.known === true && of === container ? log.value.lines : [];
}

/** What a postStart hook said that failed: the kubelet kills the container then, whatever its program does. */
function hookFailure({ podEvents }: Parts, state: string): string | undefined {
  if (!/CrashLoopBackOff|PostStartHook/.test(state) || !podEvents.known) return undefined;
  const event = podEvents.value.find(({ reason }) => reason === 'FailedPostStartHook');
  return event && `PostStartHook: ${/exited with \d.*/s.exec(event.message)?.[0] ?? event.message}`;
}

/** The pod as a whole is over, and what ended it. */
function endedPod({ podState }: Parts, subject: ContainerEvidence): StartObstacle | undefined {
  if (!podState.known || podState.value.phase !== 'Failed' || podState.value.reason === undefined)
    return undefined;
  const { reason, message } = podState.value;
  const meaning = podEndMeaning(reason);
  return {
    says: [`the pod is over (${reason})`, message].filter(Boolean).join(': '),
    means: meaning.means,
    mend: described(subject, meaning),
    isOver: true,
  };
}

/** The container’s state: of the pod, or, where that could not be read, as the audit saw it. */
export function startState(
  { podState }: Pick<Parts, 'podState'>,
  { container }: Pick<ContainerEvidence, 'container'>,
): Pick<ContainerStateEvidence, 'state' | 'restarts' | 'lastExit'> {
  if (podState.known) return podState.value.container;
  const { notRunning, restarts, lastExit } = container;
  // A reason is one word; without one the collector's own words stand there.
  const reason = /^[A-Z]\w*/.exec(notRunning ?? '')?.[0];
  const state =
    notRunning === undefined
      ? 'running'
      : /exit code/.test(notRunning)
        ? `terminated: ${reason}`
        : reason === undefined
          ? 'waiting'
          : `waiting: ${reason}`;
  return { state, restarts, ...(lastExit === undefined ? {} : { lastExit }) };
}

/** Events of a pod whose containers cannot be made, with what to look at. */
const EVENTS: Readonly<Record<string, StartMeaning>> = {
  FailedMount: {
    means: 'A volume, or what it is made of, is not there or cannot be mounted.',
    title: 'Check the pod’s volumes',
    effect: 'The containers of a pod start when all of its volumes are mounted.',
  },
  FailedAttachVolume: {
    means: 'A volume cannot be attached to the node.',
    title: 'Check the pod’s volumes',
    effect: 'A volume that another node still holds is let go when its pod there is gone.',
  },
  FailedCreatePodSandBox: {
    means: 'The pod’s network or sandbox cannot be made.',
    title: 'Check the node’s network plugin and container runtime',
    effect: 'No container of the pod starts without them.',
  },
};

function obstacle(subject: ContainerEvidence, says: string): StartObstacle {
  const meaning = startMeaning(says);
  const field = meaning.isProgram === true ? programField(subject, says) : undefined;
  if (field === undefined) return { says, means: meaning.means, mend: described(subject, meaning) };
  const { name, effect } = field;
  return {
    says,
    means: `${meaning.means} ${name}`,
    mend: {
      title: meaning.title,
      effect: `${meaning.effect} ${effect}`,
      command: containerFieldCommand(subject, 'spec', field.path),
    },
  };
}

/** Where the program is named that the message is about: command, args, or nowhere but in the image. */
function programField(
  { container }: ContainerEvidence,
  says: string,
): { name: string; effect: string; path: string } {
  const [program] = container.command;
  if (program !== undefined) {
    return {
      name: `It is the first word of command: ${program}.`,
      effect: 'command takes the place of the image’s ENTRYPOINT.',
      path: 'command',
    };
  }
  const [argument] = container.args;
  if (argument !== undefined && says.includes(argument)) {
    return {
      name: `It is the first word of args: ${argument}.`,
      effect: 'The image has no ENTRYPOINT, so the first word of args is the program.',
      path: 'args',
    };
  }
  return {
    name: `The pod names no command, so it is the ENTRYPOINT or CMD of the image ${container.image}.`,
    effect: 'It stands in the image itself.',
    path: 'image',
  };
}

function unscheduled({ podState }: Parts, subject: ContainerEvidence): StartObstacle | undefined {
  const conditions = podState.known ? podState.value.conditions : [];
  const condition = conditions.find(({ type }) => type === 'PodScheduled');
  if (condition?.status !== 'False') return undefined;
  const { reason = 'not scheduled', message } = condition;
  return {
    says: [`no node takes the pod (${reason})`, message].filter(Boolean).join(': '),
    means: 'Its requests, node selector, affinity, tolerations and volumes decide which nodes can take it.',
    mend: described(subject, {
      title: 'Make room for the pod, or lower what it asks for',
      effect: 'Requests that match what the pod really uses fit on more nodes.',
    }),
  };
}

/** Containers of the pod start when its init containers have ended. */
function heldByInit(parts: Parts, { pod }: ContainerEvidence): StartObstacle | undefined {
  const { podState } = parts;
  if (!podState.known || !/PodInitializing/.test(podState.value.container.state)) return undefined;
  const { others } = podState.value;
  // Of init containers that go on, the sidecars are ready.
  const init = others.find(hasTrouble) ?? others.find(({ state, ready }) => state === 'running' && !ready);
  if (init === undefined) return undefined;
  const { name, state, lastExit, startedAt } = init;
  const title = `Look after container ${name} first`;
  const never = whyNeverBegan(parts, { name, state, lastExit });
  if (never !== undefined) {
    const { means, effect } = startMeaning(never);
    const says = `it waits for container ${name}, which cannot be started: ${never}`;
    return { says, means, mend: { title, effect, command: describePodCommand(pod) } };
  }
  const exit = state === 'running' || lastExit === undefined ? '' : `, exit code ${lastExit.code}`;
  const since = state === 'running' && startedAt !== undefined ? ` since ${startedAt}` : '';
  const word = decidingLine(linesOf(parts, name));
  return {
    says: `it waits for container ${name}, which is ${state}${exit}${since}${word === undefined ? '' : `. Its log says: “${word.line}”`}`,
    means: 'The containers of a pod start when its init containers have ended.',
    mend: {
      title,
      effect: 'The reason stands at the end of its log most of the time.',
      command: logsCommand(pod, name),
    },
    ...(state === 'running' && startedAt !== undefined ? { waitsSince: startedAt } : {}),
  };
}

function hasTrouble({ state, lastExit }: ContainerStateEvidence): boolean {
  if (isHeldUp(state)) return true;
  return state.startsWith('terminated') && lastExit !== undefined && lastExit.code !== 0;
}

function heldByEvent({ podEvents }: Parts, subject: ContainerEvidence): StartObstacle | undefined {
  const all = podEvents.known ? podEvents.value : [];
  const event = all.find(({ reason }) => Object.hasOwn(EVENTS, reason));
  const meaning = event === undefined ? undefined : EVENTS[event.reason];
  if (event === undefined || meaning === undefined) return undefined;
  return {
    says: `${event.reason}: ${event.message}`,
    means: meaning.means,
    mend: described(subject, meaning),
  };
}

/** Why it could not be made, of the events: the state itself says that the kubelet waits. `Error: ErrImagePull` tells nothing. */
function failedEvent({ podEvents }: Parts, about: RegExp): string | undefined {
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

/** A mend whose particulars the pod’s description tells. */
function described(
  { pod }: ContainerEvidence,
  { title, effect }: Pick<StartMeaning, 'title' | 'effect'>,
): Mend {
  return { title, effect, command: describePodCommand(pod) };
}
