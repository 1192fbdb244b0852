import type { NodeEvidence } from '../../../contracts/side-evidence.ts';
import { number, size } from '../../../units.ts';
import { THROTTLED_SHARE, throttlingSinceStart } from '../../figures/container/throttling.ts';
import { aspect, type ClosedAspect, type Pair } from '../aspect.ts';
import type { Weight } from '../weights.ts';
import { byHand, nodeField } from '../commands.ts';
import { known, unknown } from '../../figures/known.ts';
import { name, other, type Letter, type Side } from '../side.ts';

/**
 * Linux before 4.18 throttles containers with a CPU limit more than their limit asks for.
 * https://github.com/kubernetes/kubernetes/issues/67577
 */
const FAIR_KERNEL = [4, 18] as const;

/** The node's kernel. */
export const kernel = aspect<string>({
  what: 'kernel',
  title: 'Kernel of the node',
  read: field('kernel'),
  shown: (version) => version,
  judge({ a, b, pair }) {
    const [oldA, oldB] = [isOld(a), isOld(b)];
    if (oldA === oldB) return { weight: 'context', message: `A’s node runs Linux ${a}, B’s ${b}.` };
    const old: Letter = oldA ? 'a' : 'b';
    const weight = oldKernelWeight(pair, old);
    const what = `${name(old)}’s node runs Linux ${oldA ? a : b}: before 4.18 the kernel throttles containers with a CPU limit more than the limit asks for`;
    const but =
      weight === 'context'
        ? `, but ${name(old)} has no CPU limit`
        : ' (distributions may have mended it in older ones)';
    return { weight, slower: old, message: `${what}${but}.` };
  },
  says: (version) => `Linux ${version}`,
  by: nodeField('{.status.nodeInfo.kernelVersion}'),
});

/** The machine's kind: the same code may need another CPU time on it. */
export const architecture = aspect<string>({
  what: 'architecture',
  title: 'Architecture of the node',
  read: field('architecture'),
  shown: (value) => value,
  judge({ a, b, pair: { scene, explained } }) {
    const left = scene.cost.dearer !== undefined && scene.variables.alike && !explained;
    return {
      weight: left ? 'contributes' : 'context',
      slower: left ? scene.cost.dearer : undefined,
      message: `A’s node is ${a}, B’s is ${b}.`,
    };
  },
  by: nodeField('{.status.nodeInfo.architecture}'),
});

/** What cannot explain a difference by itself, but tells how far two nodes are apart. */
export const nodeContext: ClosedAspect[] = [
  plain('container-runtime', 'Container runtime', 'containerRuntime', 'containerRuntimeVersion'),
  plain('kubelet', 'kubelet', 'kubelet', 'kubeletVersion'),
  plain('os-image', 'Operating system of the node', 'osImage', 'osImage'),
  amount('node-cpu', 'CPUs of the node', 'cpu', number),
  amount('node-memory', 'Memory of the node', 'memory', size),
];

/** The API server's version. */
export const serverVersion = aspect<string>({
  what: 'server-version',
  title: 'Version of Kubernetes',
  read: ({ evidence }) => evidence.serverVersion,
  shown: (version) => version,
  judge: ({ a, b }) => ({ weight: 'context', message: `A’s API server is ${a}, B’s is ${b}.` }),
  by: (side) => byHand(side, ['version', '-o', 'json']),
});

/** Whether both run on one node. */
export const node = aspect<string>({
  what: 'node',
  title: 'Node',
  read({ judgement, evidence }) {
    if (judgement === undefined) return undefined;
    const on = judgement.subject.pod.node;
    return on === undefined ? unknown('the pod has no node yet') : known(`${evidence.cluster.server} ${on}`);
  },
  shown: (value) => value.slice(value.indexOf(' ') + 1),
  same: (a, b) => a === b,
  judge: ({ a, b }) => ({
    weight: 'context',
    message:
      a.split(' ')[1] === b.split(' ')[1]
        ? 'The nodes have the same name, in different clusters.'
        : 'They run on different nodes.',
  }),
  by: nodeField('{.metadata.name}'),
});

function oldKernelWeight({ scene, explained, ...sides }: Pair, old: Letter): Weight {
  const { judgement } = sides[old];
  if (judgement?.cost.cpuLimit === undefined) return 'context';
  const throttling = throttlingSinceStart(judgement.subject);
  const calm = throttling.known && throttling.value.periods > 0 && throttling.value.share < THROTTLED_SHARE;
  return explained || calm || scene.slower === other(old) ? 'contributes' : 'explains';
}

function isOld(version: string): boolean {
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(version) ?? [];
  if (major === undefined || minor === undefined) return false;
  return (
    Number(major) - FAIR_KERNEL[0] < 0 || (Number(major) === FAIR_KERNEL[0] && Number(minor) < FAIR_KERNEL[1])
  );
}

function plain(
  what: string,
  title: string,
  key: 'containerRuntime' | 'kubelet' | 'osImage',
  path: string,
): ClosedAspect {
  return aspect<string>({
    what,
    title,
    read: field(key),
    shown: (value) => value,
    judge: ({ a, b }) => ({ weight: 'context', message: `A has ${a}, B has ${b}.` }),
    by: nodeField(`{.status.nodeInfo.${path}}`),
  });
}

function amount(
  what: string,
  title: string,
  key: 'cpu' | 'memory',
  shown: (value: number) => string,
): ClosedAspect {
  return aspect<number>({
    what,
    title,
    read: field(key),
    shown,
    judge: ({ a, b }) => ({
      weight: 'context',
      message: `Pods may use ${shown(a)} of A’s node and ${shown(b)} of B’s.`,
    }),
    says: (value) => `${shown(value)} allocatable`,
    by: nodeField(`{.status.allocatable.${key}}`),
  });
}

function field<K extends keyof NodeEvidence>(key: K) {
  return ({ judgement, evidence }: Side) => {
    if (judgement === undefined) return undefined;
    if (!evidence.node.known) return evidence.node;
    const value = evidence.node.value[key];
    return value === undefined ? unknown('its Node object does not say') : known(value);
  };
}
