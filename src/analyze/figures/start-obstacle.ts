import type {
  ContainerStateEvidence,
  DiagnosisParts,
  ExitEvidence,
} from '../../contracts/diagnosis-evidence.ts';
import type { ContainerEvidence, Evidence } from '../../contracts/evidence.ts';
import type { Mend } from '../../contracts/report.ts';
import { containerFieldCommand, describePodCommand, logsCommand } from '../command.ts';
import { isHeldUp, isOnItsWay } from './starting.ts';
import { subjectOf } from './subject.ts';
import { startMeaning, type StartMeaning } from './start-messages.ts';

/** What keeps a container from being started. */
export interface StartObstacle {
  /** What the cluster says, without an end: `ErrImagePull: connection refused`. */
  says: string;
  /** What that means, as a sentence. */
  means: string;
  mend: Mend;
}

type Parts = Pick<DiagnosisParts, 'podState' | 'podEvents'> & { audit: Pick<Evidence, 'containers'> };

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
  if (isOnItsWay(state))
    return unscheduled(parts, subject) ?? heldByInit(parts, subject) ?? heldByEvent(parts, subject);
  if (lastExit !== undefined && neverBegan(lastExit)) {
    return obstacle(subject, [lastExit.reason, ownWords(lastExit.message)].filter(Boolean).join(': '));
  }
  if (!isHeldUp(state) || /CrashLoopBackOff/.test(state)) return undefined;
  const says = subject.container.notRunning ?? state.replace(/^waiting: /, '');
  const pull = /ImagePullBackOff/.test(state) ? pullError(parts) : undefined;
  return obstacle(subject, pull === undefined ? says : `${says}: ${pull}`);
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
function heldByInit({ podState }: Parts, { pod }: ContainerEvidence): StartObstacle | undefined {
  if (!podState.known || !/PodInitializing/.test(podState.value.container.state)) return undefined;
  const init = podState.value.others.find(hasTrouble);
  if (init === undefined) return undefined;
  const { name, state, lastExit } = init;
  const began = lastExit !== undefined && neverBegan(lastExit);
  return {
    says: `it waits for container ${name}, which is ${state}${began ? ` (${[lastExit.reason, ownWords(lastExit.message)].filter(Boolean).join(': ')})` : ''}`,
    means: 'The containers of a pod start when its init containers have ended.',
    mend: {
      title: `Look after container ${name} first`,
      effect: began
        ? startMeaning(lastExit.message ?? '').means
        : 'The reason stands at the end of its log most of the time.',
      command: began ? describePodCommand(pod) : logsCommand(pod, name),
    },
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

/** Why the image could not be pulled, of the events: the state itself says that the kubelet waits. */
function pullError({ podEvents }: Parts): string | undefined {
  const all = podEvents.known ? podEvents.value : [];
  return all.find(
    ({ reason, message }) => reason === 'Failed' && /pull/i.test(message) && message.length > 40,
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
