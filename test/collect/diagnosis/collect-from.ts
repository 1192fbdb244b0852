import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Cluster } from '../../../src/collect/cluster/cluster.ts';
import { connect } from '../../../src/collect/cluster/connect.ts';
import { startCollecting } from '../../../src/collect/diagnosis/index.ts';
import { findSubjects } from '../../../src/collect/subjects.ts';
import { startDemo, type DemoOptions } from '../../../src/demo/server.ts';
import type { Access, DiagnosisPart, DiagnosisParts } from '../../../src/contracts/diagnosis-evidence.ts';
import { QUICK_RETRY, temporaryFolder } from '../cluster/support/connect-to.ts';

export const ALL_PARTS: readonly DiagnosisPart[] = [
  'audit', 'podState', 'podEvents', 'node', 'nodeEvents', 'nodeStats', 'throttling', 'metrics', 'nodeExporter',
  'neighbours', 'sample', 'peers', 'log',
]; // prettier-ignore

export interface From extends Pick<DemoOptions, 'faults' | 'release' | 'extras' | 'scenarios'> {
  namespace?: string;
  target?: string;
  parts?: readonly DiagnosisPart[];
  allow?: Access[];
  windowMs?: number;
  /** `demo-developer` may not get at nodes. */
  context?: string;
  signal?: AbortSignal;
}

export interface Collected {
  parts: DiagnosisParts;
  /** Paths with queries that were asked for after the target was found, in order. */
  requests: string[];
  cluster: Cluster;
}

/** What looking at a container of an embedded cluster yields. */
export async function collectFrom(from: From): Promise<Collected> {
  const { namespace = 'shop', target = 'web', parts = ALL_PARTS, allow = ['read'], windowMs = 0 } = from;
  const { faults = [], release, extras = [], scenarios = [], context, signal } = from;
  const demo = await startDemo({
    scenarios,
    extras,
    ...(release === undefined ? {} : { release }),
  });
  onTestFinished(() => demo.close());
  const kubeconfig = path.join(temporaryFolder(), 'kubeconfig');
  writeFileSync(kubeconfig, demo.kubeconfig);
  const cluster = await connect({
    flags: { kubeconfig, namespace, ...(context === undefined ? {} : { context }) },
    env: {},
    limits: { retry: QUICK_RETRY },
    warn: () => {},
  });
  onTestFinished(() => cluster.close());
  const { subjects } = await findSubjects({
    cluster,
    targets: [target],
    selector: undefined,
    allNamespaces: false,
    containers: { container: undefined, all: false },
    notice: () => {},
    signal: undefined,
  });
  const [subject] = subjects;
  if (subject === undefined) throw new Error(`there is no ${target}`);
  demo.setFaults(faults);
  const before = demo.requests.length;
  const coming = startCollecting({
    cluster,
    subject,
    request: { windowMs, allow, urls: [], requests: 0 },
    parts: new Set(parts),
    expectedLines: () => [],
    toolVersion: '0.0.0',
    now: new Date('2026-09-21T00:00:00Z'),
    signal,
    onWindow: () => {},
  });
  const entries = Object.entries(coming).map(async ([name, value]) => [name, await value] as const);
  const collected = Object.fromEntries(await Promise.all(entries)) as unknown as DiagnosisParts;
  return { parts: collected, requests: demo.requests.slice(before).map((each) => each.path), cluster };
}
