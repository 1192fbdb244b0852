import type { ContainerStateEvidence } from '../../../contracts/diagnosis-evidence.ts';
import type { Mend } from '../../../contracts/report.ts';
import { shellLine } from '../../command.ts';
import { asSentence } from '../sentence.ts';
import { isHeldUp, isOnItsWay } from '../starting.ts';
import { defineCause } from './define-cause.ts';
import type { Facts } from './facts.ts';
import { advice } from './mends.ts';
import { candidate, ruledOut, type Candidate } from './weigh.ts';

/** What keeps a container from being started. */
interface Obstacle {
  /** What the cluster says, without an end: `ErrImagePull: connection refused`. */
  says: string;
  mend: Mend;
}

/** How a run ended that never began. https://github.com/containerd/containerd/blob/v1.6.20/pkg/cri/server/helpers.go */
const NEVER_BEGAN = /^(StartError|ContainerCannotRun)$/;

/** Events of a pod whose containers cannot be made, with what to look at. */
const EVENTS: Readonly<Record<string, readonly [string, string]>> = {
  FailedMount: [
    'Check the pod’s volumes',
    'A volume, or what it is made of, is not there or cannot be mounted.',
  ],
  FailedAttachVolume: ['Check the pod’s volumes', 'A volume cannot be attached to the node.'],
  FailedCreatePodSandBox: [
    'Check the node’s network plugin and container runtime',
    'The pod’s network or sandbox cannot be made.',
  ],
};

/** The container was not started, or is not started again: no node, no image, no such program, … */
export const notStarted = defineCause({
  id: 'not-started',
  title: 'The container cannot be started',
  topic: 'whether the container can be started',
  shownBy: [],
  weigh,
});

function weigh(facts: Facts): Candidate {
  const found = obstacle(facts);
  if (found === undefined) return ruledOut('nothing keeps it from being started');
  const { says, mend } = found;
  const status = facts.state?.container.state ?? facts.subject.container.notRunning ?? '';
  return candidate({
    tier: 'down',
    text: `The container cannot be started: ${asSentence(says)}`,
    points: [
      {
        holds: true,
        weight: 6,
        text: `Its state is ${status}.`,
        check: 'restarts',
      },
    ],
    mends: [mend],
  });
}

/** Undefined where the container runs, did run, or is on its way with nothing against it. */
export function obstacle(facts: Facts): Obstacle | undefined {
  const { state, subject } = facts;
  if (state === undefined) return undefined;
  const { container } = state;
  if (isOnItsWay(container.state)) return unscheduled(facts) ?? heldByInit(facts) ?? heldByEvent(facts);
  const exit = container.lastExit;
  if (exit?.reason !== undefined && NEVER_BEGAN.test(exit.reason) && container.state !== 'running')
    return {
      says: [exit.reason, exit.message].filter(Boolean).join(': '),
      mend: ofReason(facts, exit.reason),
    };
  if (!isHeldUp(container.state) || /CrashLoopBackOff/.test(container.state)) return undefined;
  return { says: subject.container.notRunning ?? container.state, mend: ofReason(facts, container.state) };
}

function ofReason(facts: Facts, reason: string): Mend {
  if (/Image|Registry/.test(reason))
    return described(facts, [
      'Check the image’s name and tag, and the right to pull it',
      'The kubelet cannot get the image. For a private registry the pod needs an imagePullSecret.',
    ]);
  if (/Config/.test(reason))
    return described(facts, [
      'Check the Secrets and ConfigMaps that the container names',
      'One of them, or a key, is not there, or the pod’s security settings do not fit the image.',
    ]);
  return described(facts, [
    'Check command and args against the image',
    'The program is not in the image or not in PATH, or cannot be executed there.',
  ]);
}

function unscheduled(facts: Facts): Obstacle | undefined {
  const condition = facts.state?.conditions.find(({ type }) => type === 'PodScheduled');
  if (condition?.status !== 'False') return undefined;
  const { reason = 'not scheduled', message } = condition;
  return {
    says: [`no node takes the pod (${reason})`, message].filter(Boolean).join(': '),
    mend: described(facts, [
      'Make room for the pod, or lower what it asks for',
      'Its requests, node selector, affinity, tolerations and volumes decide which nodes can take it.',
    ]),
  };
}

/** Containers of the pod start when its init containers have ended. */
function heldByInit(facts: Facts): Obstacle | undefined {
  const { state, subject } = facts;
  if (!/PodInitializing/.test(state?.container.state ?? '')) return undefined;
  const init = state?.others.find(hasTrouble);
  if (init === undefined) return undefined;
  const { name, namespace } = subject.pod;
  return {
    says: `it waits for container ${init.name}, which is ${init.state}`,
    mend: advice(
      `Look after container ${init.name} first`,
      'The containers of a pod start when its init containers have ended.',
      shellLine(['kubectl', 'logs', name, '-n', namespace, '-c', init.name]),
    ),
  };
}

function hasTrouble({ state, lastExit }: ContainerStateEvidence): boolean {
  if (isHeldUp(state)) return true;
  return state.startsWith('terminated') && lastExit !== undefined && lastExit.code !== 0;
}

function heldByEvent(facts: Facts): Obstacle | undefined {
  const { podEvents } = facts.evidence;
  if (!podEvents.known) return undefined;
  const event = podEvents.value.find(({ reason }) => Object.hasOwn(EVENTS, reason));
  const look = event === undefined ? undefined : EVENTS[event.reason];
  if (event === undefined || look === undefined) return undefined;
  return { says: `${event.reason}: ${event.message}`, mend: described(facts, look) };
}

/** A mend whose particulars the pod's description tells. */
function described({ subject }: Facts, [title, effect]: readonly [string, string]): Mend {
  const { name, namespace } = subject.pod;
  return advice(title, effect, shellLine(['kubectl', 'describe', 'pod', name, '-n', namespace]));
}
