import type { Mend } from '../../../contracts/report.ts';
import { resourceOf, logsCommand, shellLine } from '../../command.ts';
import { linkServices } from '../../figures/audited.ts';
import {
  asynchronousExec,
  disableServiceLinks,
  fewerServices,
  patchCommand,
  smallEnvironment,
} from '../../judgement/mends.ts';
import { cores } from '../../words.ts';
import { size } from '../../../units.ts';
import { isDown, type Facts } from './facts.ts';

const SETTABLE: ReadonlySet<string> = new Set([
  'deployment',
  'statefulset',
  'daemonset',
  'replicaset',
  'replicationcontroller',
]);
const MIB = 1024 * 1024;

/** A higher CPU limit, or none. */
export function raiseCpuLimit({ subject, cpuLimit = 1, cores: used = 0 }: Facts): Mend {
  const wanted = Math.max(cpuLimit * 2, Math.ceil(used * 20) / 10);
  const milli = `${Math.round(wanted * 1000)}m`;
  return {
    title: `Raise the CPU limit, for example from ${cores(cpuLimit)} to ${cores(wanted)}`,
    ...raiseLimit(subject, 'cpu', milli),
    effect:
      'The container is no longer stopped in the middle of its bursts. The pods are started anew; the node must have the room.',
  };
}

/** A higher memory limit. */
export function raiseMemoryLimit({ subject }: Facts): Mend {
  const limit = subject.container.memoryLimit;
  const wanted = limit === undefined ? undefined : Math.ceil((limit * 1.5) / MIB);
  return {
    title:
      limit === undefined || wanted === undefined
        ? 'Give the container more memory'
        : `Raise the memory limit, for example from ${size(limit)} to ${size(wanted * MIB)}`,
    ...(wanted === undefined ? {} : raiseLimit(subject, 'memory', `${wanted}Mi`)),
    effect:
      'It gives room if the app needs it; if memory only ever grows, it is a leak, and a heap profile comes first. The pods are started anew.',
  };
}

/**
 * The container's last words; `line`: those that decide, where they were read. Of one that does not run kubectl gives its
 * last run without `--previous`, with which there would have to be one more.
 */
export function lastLog(facts: Facts, line?: string): Mend {
  const { pod, container } = facts.subject;
  return {
    title: line === undefined ? 'Read what the container said last' : 'Mend what its log tells',
    command: logsCommand(pod, container.name, { previous: !isDown(facts) }),
    effect:
      line === undefined
        ? 'The reason of a crash stands at its end most of the time.'
        : 'The command shows the log as it is; here what looks like a secret is left out.',
  };
}

/** Away from the node. */
export function otherNode({ subject }: Facts): Mend {
  const { node } = subject.pod;
  return {
    title: 'Move the pod, or what keeps the node busy, to another node',
    ...(node === undefined ? {} : { command: shellLine(['kubectl', 'cordon', node]) }),
    effect:
      'With the node cordoned, new pods go elsewhere; delete the pod then, and its controller makes it anew. Requests that match what pods really use keep the scheduler from doing it again.',
  };
}

/** Requests that are true, so that the scheduler and the kernel give the container its share. */
export function requestCpu({ subject, cores: used = 0.1 }: Facts): Mend {
  const milli = `${Math.max(50, Math.ceil((used * 1000) / 50) * 50)}m`;
  return {
    title: `Request the CPU that it uses (${milli})`,
    ...setResources(subject, `--requests=cpu=${milli}`),
    effect: 'On a busy node the kernel shares out CPUs by requests, and the scheduler places pods by them.',
  };
}

/** A mend that is work for people. */
export function advice(title: string, effect: string, command?: string): Mend {
  return { title, effect, command };
}

/** A limit where it is set: at the container, or at its pod, which `kubectl set resources` does not reach. */
function raiseLimit(
  subject: Facts['subject'],
  resource: 'cpu' | 'memory',
  amount: string,
): { command?: string } {
  const { workload, namespace } = subject.pod;
  if (!subject.container.limitsOfPod?.includes(resource)) {
    return setResources(subject, `--limits=${resource}=${amount}`);
  }
  if (workload === undefined) return {};
  return { command: patchCommand(workload, namespace, { resources: { limits: { [resource]: amount } } }) };
}

function setResources({ pod, container }: Facts['subject'], flag: string): { command?: string } {
  const { workload, namespace } = pod;
  if (workload === undefined || !SETTABLE.has(workload.kind)) return {};
  return {
    command: shellLine([
      'kubectl',
      'set',
      'resources',
      resourceOf(workload),
      workload.name,
      '-n',
      namespace,
      '-c',
      container.name,
      flag,
    ]),
  };
}

/** `enableServiceLinks: false` first: it needs no change of code. */
export function smallerEnvironment({ subject, environment, spawns }: Facts): Mend[] {
  const { runtime } = environment.judgement;
  return [
    disableServiceLinks(subject),
    smallEnvironment(runtime),
    ...(runtime.id === 'node' && spawns?.asynchronous !== true ? [asynchronousExec()] : []),
    fewerServices(subject, linkServices(environment.judgement)),
  ];
}

/** A larger limit, or less of it spent at once. */
export function moreCpu(facts: Facts): Mend[] {
  return [
    raiseCpuLimit(facts),
    advice(
      'Spread the work, or use fewer threads than the limit has CPUs',
      'The limit is a budget for each 100 ms, spent by all threads together: many threads spend it in a few ms, and then all wait.',
    ),
  ];
}
