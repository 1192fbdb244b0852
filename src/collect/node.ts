import type { V1Node } from '@kubernetes/client-node';
import { EnvauditError, toProblem } from '../errors.ts';
import type { ConditionEvidence, NodeStateEvidence } from '../contracts/diagnosis-evidence.ts';
import type { Known } from '../contracts/evidence.ts';
import type { NodeEvidence } from '../contracts/side-evidence.ts';
import type { Cluster } from './cluster/cluster.ts';
import { list, record } from './inventory/shape.ts';
import { parseQuantity } from './pods/quantity.ts';
import { timestamp } from './pods/timestamp.ts';
import { apiPath } from './cluster/api-path.ts';

/** Node names are DNS subdomains; `..` would be another path. */
const NODE_NAME = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;
/** The longest text of a Node's status that is kept. */
const LONGEST = 200;
/** Node-problem-detector adds some of its own to the kubelet's five. */
const MOST_CONDITIONS = 50;

/** What a Node's status says about it; unknown, with the reason, for those who may not read nodes. */
export async function readNode(
  name: string | undefined,
  { cluster, signal }: { cluster: Cluster; signal: AbortSignal | undefined },
): Promise<Known<NodeEvidence>> {
  if (name === undefined) return unknown('no-node', 'the pod is on no node yet');
  if (!NODE_NAME.test(name)) return unknown('bad-answer', 'the pod names a node that no node can be called');
  try {
    const node = await cluster.get<V1Node>(apiPath`/api/v1/nodes/${name}`, { signal });
    return { known: true, value: reduceNode(name, node) };
  } catch (error) {
    if (error instanceof EnvauditError) return { known: false, problem: toProblem(error) };
    throw error;
  }
}

/** The `gitVersion` of /version. */
export async function readServerVersion({
  cluster,
  signal,
}: {
  cluster: Cluster;
  signal: AbortSignal | undefined;
}): Promise<Known<string>> {
  try {
    const { gitVersion } = await cluster.get<{ gitVersion?: unknown }>(apiPath`/version`, { signal });
    const version = text(gitVersion);
    return version === undefined
      ? unknown('bad-answer', 'the API server does not say its version')
      : { known: true, value: version };
  } catch (error) {
    if (error instanceof EnvauditError) return { known: false, problem: toProblem(error) };
    throw error;
  }
}

/** Only what tells nodes apart; a Node is 10 KB and more. */
export function reduceNode(name: string, { status }: V1Node): NodeEvidence {
  const info = status?.nodeInfo;
  return {
    name,
    kernel: text(info?.kernelVersion),
    osImage: text(info?.osImage),
    containerRuntime: text(info?.containerRuntimeVersion),
    kubelet: text(info?.kubeletVersion),
    architecture: text(info?.architecture),
    cpu: parseQuantity(status?.allocatable?.['cpu']),
    memory: parseQuantity(status?.allocatable?.['memory']),
  };
}

/** A Node's conditions and capacity besides; a Node of any shape is taken. */
export function reduceNodeState(name: string, node: unknown): NodeStateEvidence {
  const { spec, status } = record(node);
  const capacity = record(record(status)['capacity']);
  const quantity = (key: string): number | undefined => parseQuantity(text(capacity[key]));
  return {
    ...reduceNode(name, { status: record(status) }),
    conditions: list(record(status)['conditions']).slice(0, MOST_CONDITIONS).map(conditionOf),
    unschedulable: record(spec)['unschedulable'] === true,
    capacity: {
      cpu: quantity('cpu'),
      memory: quantity('memory'),
      pods: quantity('pods'),
    },
  };
}

/** A condition of a Node's or a Pod's status. */
export function conditionOf(value: unknown): ConditionEvidence {
  const { type, status, reason, message, lastTransitionTime } = record(value);
  return {
    type: text(type) ?? '',
    status: text(status) ?? 'Unknown',
    reason: text(reason),
    message: text(message),
    since: timestamp(lastTransitionTime),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, LONGEST) : undefined;
}

function unknown(code: string, message: string): Known<never> {
  return { known: false, problem: { code, message } };
}
