import type { ContainerStateEvidence } from '../../../contracts/diagnosis-evidence.ts';
import type { ContainerEvidence } from '../../../contracts/evidence.ts';
import type { Mend } from '../../../contracts/report.ts';
import { containerFieldCommand, describePodCommand, logsCommand } from '../../command.ts';
import { decidingLine } from './log-words.ts';
import { isHeldUp, isOnItsWay, hookFailure, linesOf, whyNeverBegan, type StartParts } from './never-began.ts';
import { subjectOf } from '../subject.ts';
import { endedPod } from './pod-ends.ts';
import { startMeaning, type StartMeaning } from './start-messages.ts';

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

/** Undefined where the container runs, did run, or is on its way with nothing against it. */
export function startObstacle(parts: StartParts): StartObstacle | undefined {
  const subject = subjectOf(parts.audit);
  if (subject === undefined) return undefined;
  const { state, lastExit } = startState(parts, subject);
  if (state === 'running') return undefined;
  const over = endedPod(parts, subject);
  if (over !== undefined)
    return { says: over.says, means: over.means, mend: described(subject, over), isOver: true };
  if (isOnItsWay(state))
    return unscheduled(parts, subject) ?? heldByInit(parts, subject) ?? heldByEvent(parts, subject);
  const { name, notRunning } = subject.container;
  const says =
    whyNeverBegan(parts, { name, state, lastExit, waiting: notRunning }) ?? hookFailure(parts, state);
  return says === undefined ? undefined : obstacle(subject, says);
}

/** The container’s state: of the pod, or, where that could not be read, as the audit saw it. */
export function startState(
  { podState }: Pick<StartParts, 'podState'>,
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
  return { state, restarts, lastExit };
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

function unscheduled({ podState }: StartParts, subject: ContainerEvidence): StartObstacle | undefined {
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

/** An init container that fails shows in the pod’s status; `Init:0/1`: it goes on. */
function failedInit(pod: ContainerEvidence['pod']): StartObstacle | undefined {
  const [, why] = /^Init:(?!\d+\/)(.+)$/.exec(pod.status) ?? [];
  return why === undefined
    ? undefined
    : {
        says: `it waits for an init container of its pod, which fails (${why})`,
        means: AFTER_INIT,
        mend: {
          title: 'Look after the pod’s init containers first',
          effect: 'Which of them it is stands there, and the reason at the end of its log most of the time.',
          command: describePodCommand(pod),
        },
      };
}

const AFTER_INIT = 'The containers of a pod start when its init containers have ended.';

function heldByInit(parts: StartParts, { pod }: ContainerEvidence): StartObstacle | undefined {
  const { podState } = parts;
  if (!podState.known) return failedInit(pod);
  if (!/PodInitializing/.test(podState.value.container.state)) return undefined;
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
    means: AFTER_INIT,
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

function heldByEvent({ podEvents }: StartParts, subject: ContainerEvidence): StartObstacle | undefined {
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

/** A mend whose particulars the pod’s description tells. */
function described(
  { pod }: ContainerEvidence,
  { title, effect }: Pick<StartMeaning, 'title' | 'effect'>,
): Mend {
  return { title, effect, command: describePodCommand(pod) };
}
