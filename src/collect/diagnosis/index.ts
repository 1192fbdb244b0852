import { setTimeout as sleep } from 'node:timers/promises';
import type { DiagnosisPart, DiagnosisParts, DiagnosisRequest } from '../../contracts/diagnosis-evidence.ts';
import { toProblem } from '../../errors.ts';
import type { Known, PodEvidence, Problem, ServiceEvidence } from '../../contracts/evidence.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { reduceNodeState } from '../node.ts';
import { collectServices } from '../services.ts';
import type { Subject } from '../subjects.ts';
import type { WindowSign } from '../sampler/request.ts';
import { createApi, known, unknown } from './api.ts';
import { auditAndSample } from './audit.ts';
import { readNodeEvents, readPodEvents } from './events.ts';
import { readLog } from './log.ts';
import { objectName } from './names.ts';
import { readNodeStats } from './node-stats.ts';
import { readExporter } from './node-exporter.ts';
import { lookAtPeers } from './look-at-peers.ts';
import { containerIdOf, podStateOf } from './pod-state.ts';
import { createShared } from './shared.ts';
import { readThrottling } from './throttling.ts';
import { readUsage } from './usage.ts';

/** Beside the window: what has not come then is given up. */
const SLACK_MS = 1500;
/** However short the window is: a slow API server is given as long. */
const LEAST_PATIENCE_MS = 5000;

export interface CollectDiagnosisRequest {
  cluster: Cluster;
  subject: Subject;
  request: DiagnosisRequest;
  /** What is to be looked at; the others are unknown at once. The audit always comes. */
  parts: ReadonlySet<DiagnosisPart>;
  /** The `NAME=value` lines that Services put into a container of this pod: the model, handed in. */
  expectedLines: (services: Record<string, Known<ServiceEvidence[]>>, pod: PodEvidence) => readonly string[];
  toolVersion: string;
  now: Date;
  signal: AbortSignal | undefined;
  /** Told of the window over the container while it goes on. */
  onWindow: (sign: WindowSign) => void;
}

/** Every part on its way. */
export type ComingParts = { [P in DiagnosisPart]-?: Promise<NonNullable<DiagnosisParts[P]>> };

/**
 * Starts looking at a container, its pod, node and peers: some 15 to 20 API requests, at most eight under way, and one
 * exec, which audits and then watches. The parts come one by one, the last of them some 1.5 s after the window as a rule,
 * and after {@link patienceSeconds} at the latest, where a throttled container holds the exec up. What cannot be seen, for
 * whatever reason, is unknown and says why.
 */
export function startCollecting(request: CollectDiagnosisRequest): ComingParts {
  const { cluster, subject, signal, parts } = request;
  const { pod, container } = subject;
  const { windowMs, allow, urls, requests } = request.request;
  const startedAt = performance.now();
  const api = createApi({ cluster, signal, deadlineMs: Math.max(windowMs + SLACK_MS, LEAST_PATIENCE_MS) });
  const exec = allow.includes('exec');
  // Services first: the audit's exec waits for them, and the others for that.
  const problems: Problem[] = [];
  const services = collectServices({
    cluster,
    namespaces: [pod.namespace],
    wholeCluster: false,
    signal,
    leftOut: (problem) => problems.push(problem),
  });
  const { audit, sample: watched } = auditAndSample({
    ...request,
    services,
    problems,
    exec,
    sample: parts.has('sample') ? { windowMs, urls, requests } : undefined,
  });
  const shared = createShared(pod, api);
  const node = pod.node;

  function part<T>(name: DiagnosisPart, work: () => Promise<Known<T>>): Promise<Known<T>> {
    return parts.has(name)
      ? work().catch(failed)
      : Promise.resolve(unknown('not-asked', 'nobody asked for it'));
  }
  function ofNode<T>(name: DiagnosisPart, work: (node: string) => Promise<Known<T>>): Promise<Known<T>> {
    return part(name, async () =>
      node === undefined ? unknown('no-node', 'the pod is on no node yet') : work(node),
    );
  }

  const sample = part('sample', () => watched);
  const windowEnd = async (): Promise<void> => {
    const left = Math.max(0, startedAt + windowMs - performance.now());
    await sleep(left, undefined, { signal }).catch(() => undefined);
  };
  return {
    audit,
    sample,
    podState: part('podState', async () => {
      // All three are asked at once.
      const [item, namespacePods, all] = await Promise.all([
        shared.pod(),
        shared.namespacePods(),
        shared.services(),
      ]);
      if (!item.known) return item;
      const state = { item: item.value, pod, container: container.name, namespacePods, services: all };
      return { known: true, value: podStateOf(state) };
    }),
    log: part('log', async () => {
      const item = await shared.pod();
      return item.known ? readLog({ pod, container: container.name, item: item.value }, api) : item;
    }),
    podEvents: part('podEvents', () => known(readPodEvents(pod, api))),
    node: ofNode('node', async (name) => {
      const item = await shared.node();
      return item.known ? { known: true, value: reduceNodeState(objectName(name), item.value) } : item;
    }),
    nodeEvents: ofNode('nodeEvents', (name) => known(readNodeEvents(name, api))),
    nodeStats: ofNode('nodeStats', (name) => known(readNodeStats(name, pod, api))),
    throttling: ofNode('throttling', (name) => {
      const own = shared.pod().then((item) => ({
        pod,
        container: container.name,
        containerId: item.known ? containerIdOf(item.value, container.name) : undefined,
      }));
      return known(readThrottling(name, own, api));
    }),
    metrics: part('metrics', () => readUsage({ node, pod, container: container.name, api })),
    neighbours: ofNode('neighbours', async () => {
      const pods = await shared.nodePods();
      return pods.known ? { known: true, value: pods.value.evidence } : pods;
    }),
    nodeExporter: ofNode('nodeExporter', async () => {
      const pods = await shared.nodePods();
      if (!pods.known) return pods;
      const { exporter, evidence } = pods.value;
      if (exporter === undefined) return noExporter(evidence.problem !== undefined);
      return known(readExporter({ exporter, api, windowEnd }));
    }),
    peers: part('peers', () => lookAtPeers({ pod, sample, services, shared, api })),
  };
}

function noExporter(isPartial: boolean): Known<never> {
  return isPartial
    ? unknown(
        'forbidden',
        'whether a node-exporter runs on the node is unknown: not all of its pods may be listed',
      )
    : unknown('not-installed', 'no node-exporter runs on the node');
}

function failed(error: unknown): Known<never> {
  return { known: false, problem: toProblem(error) };
}
