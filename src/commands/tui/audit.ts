import { analyze } from '../../analyze/analyze.ts';
import type { Cluster } from '../../collect/cluster/cluster.ts';
import { COSTS, type Cost } from '../../analyze/figures/environment/cost-model.ts';
import { tellsStart } from '../../analyze/figures/environment/runtime.ts';
import { collect } from '../../collect/collect.ts';
import { collectServices } from '../../collect/services.ts';
import { EnvauditError } from '../../errors.ts';
import type { Problem } from '../../contracts/evidence.ts';
import type { Audited, ContainerName } from '../../present/tui/backend.ts';
import { expectedFor } from '../audit/expected.ts';
import { PROBE_LIMITS } from '../audit/probe-limits.ts';
import { subjectOf } from './subject.ts';

export interface AuditRequest {
  cluster: Cluster;
  of: ContainerName;
  probe: 'auto' | 'full' | 'off';
  toolVersion: string;
  now: Date;
  signal: AbortSignal;
}

/**
 * The audit of one container, with every variable.
 * @throws EnvauditError when the container is not there, or the cluster does not answer.
 */
export async function auditOne(request: AuditRequest): Promise<Audited> {
  const { cluster, of, probe, toolVersion, now, signal } = request;
  const problems: Problem[] = [];
  const services = collectServices({
    cluster,
    namespaces: [of.namespace],
    wholeCluster: false,
    signal,
    leftOut: (problem) => problems.push(problem),
  });
  // Where the container is not there, nobody waits for them.
  services.catch(() => undefined);
  const subject = await subjectOf(of, cluster, signal);
  const { budgetMs, deadlineSeconds } = PROBE_LIMITS;
  const evidence = await collect({
    cluster,
    subjects: [subject],
    problems,
    services,
    exec: true,
    probe: { mode: probe, budgetMs, deadlineSeconds },
    concurrency: 1,
    expectedLines: expectedFor(),
    isProgram: tellsStart,
    onProgress: () => undefined,
    toolVersion,
    now,
    signal,
  });
  if (signal.aborted) throw new EnvauditError('interrupted', 'interrupted');
  const report = analyze(evidence, { allVariables: true });
  return { evidence, report, growth: growthOf(report.containers[0]?.cost.runtime) };
}

/** Of the cost of a runtime, by the cost model. */
export function growthOf(runtime = ''): Audited['growth'] {
  const costs: Readonly<Record<string, Cost>> = COSTS;
  return Object.hasOwn(costs, runtime) && costs[runtime]?.quadratic !== undefined ? 'quadratic' : 'linear';
}
