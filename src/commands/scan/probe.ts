import { analyze, distinct } from '../../analyze/analyze.ts';
import type { Cluster } from '../../collect/cluster/cluster.ts';
import { tellsStart } from '../../analyze/figures/environment/runtime.ts';
import { collect } from '../../collect/collect.ts';
import type { Subject } from '../../collect/subjects.ts';
import { chooseContainers } from '../../collect/targets/containers.ts';
import { resolveTarget } from '../../collect/targets/resolve.ts';
import { parseTarget } from '../../collect/targets/target.ts';
import { toProblem } from '../../errors.ts';
import type { Evidence, Problem } from '../../contracts/evidence.ts';
import type { Inventory, WorkloadInventory } from '../../contracts/inventory.ts';
import type { ScanReport, WorkloadReport } from '../../contracts/scan-report.ts';
import { expectedFor } from '../audit/expected.ts';
import { PROBE_LIMITS } from '../audit/probe-limits.ts';
import type { Context } from '../context.ts';

export interface ProbeRequest {
  /** Its workloads, worst first. */
  report: ScanReport;
  inventory: Inventory;
  /** How many workloads. */
  count: number;
  context: Context;
  cluster: Cluster;
}

/** The report with audits of a running pod of each of the worst workloads, as `kubectl envaudit POD` does them. */
export async function probeWorst({
  report,
  inventory,
  count,
  context,
  cluster,
}: ProbeRequest): Promise<ScanReport> {
  const { streams, signal, version } = context;
  const { budgetMs, deadlineSeconds, concurrency } = PROBE_LIMITS;
  const found = await Promise.all(
    examples(report, inventory)
      .slice(0, count)
      .map((example) => subjectOf(example, cluster, signal)),
  );
  const evidence: Evidence = await collect({
    cluster,
    subjects: found.filter((subject) => 'pod' in subject),
    problems: found.filter((problem) => 'code' in problem),
    services: Promise.resolve(servicesOf(inventory)),
    exec: true,
    probe: { mode: 'auto', budgetMs, deadlineSeconds },
    concurrency,
    expectedLines: expectedFor(),
    isProgram: tellsStart,
    onProgress: (done, running) => streams.progress(`Asking containers: ${done} done, ${running} running`),
    toolVersion: version,
    now: new Date(),
    signal,
  });
  streams.progress(undefined);
  const probed = analyze(evidence);
  return { ...report, probed, incomplete: distinct([...report.incomplete, ...probed.incomplete]) };
}

interface Example {
  namespace: string;
  pod: string;
}

/** A running pod of each workload that has one, in the report's order. */
function examples(report: ScanReport, inventory: Inventory): Example[] {
  const pods = new Map(inventory.workloads.map((workload) => [keyOf(workload), workload.pods.example]));
  return report.workloads.flatMap((workload) => {
    const pod = pods.get(keyOf(workload));
    return pod === undefined ? [] : [{ namespace: workload.namespace, pod }];
  });
}

async function subjectOf(
  { namespace, pod: name }: Example,
  cluster: Cluster,
  signal: AbortSignal,
): Promise<Subject | Problem> {
  try {
    const { typed, pod } = await resolveTarget(parseTarget(`pod/${name}`), { cluster, namespace, signal });
    const [container] = chooseContainers(pod, { container: undefined, all: false }).containers;
    if (container === undefined) throw new Error(`pod ${name} has no container`);
    return { target: typed, pod: pod.evidence, container };
  } catch (error) {
    return toProblem(error);
  }
}

function servicesOf({ namespaces, kubernetesService }: Inventory): Evidence['services'] {
  const services: Evidence['services'] = Object.fromEntries(
    namespaces.map(({ name, services: known }) => [name, known]),
  );
  services['default'] ??= kubernetesService.known
    ? { known: true, value: [kubernetesService.value] }
    : kubernetesService;
  return services;
}

function keyOf({ namespace, kind, apiVersion, name }: WorkloadInventory | WorkloadReport): string {
  return `${namespace}/${apiVersion}/${kind}/${name}`;
}
