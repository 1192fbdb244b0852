import type { Inventory, NamespaceInventory } from '../../contracts/inventory.ts';
import type { Problem } from '../../contracts/report.ts';
import {
  SCAN_REPORT_API_VERSION,
  type ScanReport,
  type WorkloadReport,
} from '../../contracts/scan-report.ts';
import { distinct } from '../analyze.ts';
import type { CollisionRule } from '../collisions/index.ts';
import { namespaceContext } from './context.ts';
import { drainReport, wouldFail } from './drain.ts';
import { inManifests } from './in-manifests.ts';
import { namespaceReport } from './namespace.ts';
import { templateRules } from '../rules/index.ts';
import { summaryOf, type Judged, type JudgedContainers, type JudgedWorkload } from './summary.ts';
import { byVerdict } from './verdict.ts';
import { workloadReport } from './workload.ts';

export interface ScanOptions {
  /** A Service is stale when nobody made or changed it for this long. */
  staleAfterMs: number;
  /** Rules of the user's own on variables that apps read. */
  rules: readonly CollisionRule[];
  /** Takes the workloads out of the inventory and lets go of them one namespace after the other: memory for the report. */
  spend?: boolean;
}

/**
 * Judges an inventory, of now or of a saved file: the same inventory gives the same report. One namespace's Services
 * are indexed at a time, so that memory grows with the largest namespace and with the report.
 */
export function analyzeInventory(inventory: Inventory, options: ScanOptions): ScanReport {
  const steps = analyzeInSteps(inventory, options);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same, step by step, for who has other things to do meanwhile: no step is longer than one namespace's Services. */
export function* analyzeInSteps(inventory: Inventory, options: ScanOptions): Generator<void, ScanReport> {
  const rules = templateRules(options.rules);
  const byNamespace = Map.groupBy(inventory.workloads, ({ namespace }) => namespace);
  const [namespaces, incomplete] = [namespacesOf(inventory), problemsOf(inventory)];
  if (options.spend === true) inventory.workloads.length = 0;
  const judged: Judged[] = [];
  for (const namespace of namespaces) {
    const own = byNamespace.get(namespace.name) ?? [];
    byNamespace.delete(namespace.name);
    const context = namespaceContext(namespace, inventory, own);
    yield;
    const workloads: JudgedContainers[] = [];
    for (const workload of own) {
      workloads.push({ workload, report: workloadReport(workload, context, rules) });
      yield;
    }
    const { staleAfterMs } = options;
    const summedUp = namespaceReport({ namespace, context, workloads, staleAfterMs });
    judged.push({ workloads: workloads.map(withoutContainers), ...summedUp });
    yield;
  }
  const workloads = judged.flatMap((each) => each.workloads);
  const { node } = inventory.scope;
  const report: ScanReport = {
    apiVersion: SCAN_REPORT_API_VERSION,
    kind: 'ScanReport',
    collectedAt: inventory.collectedAt,
    tool: inventory.tool,
    cluster: inventory.cluster,
    scope: inventory.scope,
    summary: summaryOf(judged),
    namespaces: judged
      .map((each) => each.report)
      .toSorted((a, b) => byVerdict(a, b) || b.saves.variables - a.saves.variables),
    workloads: workloads.map((each) => each.report).toSorted((a, b) => byVerdict(a, b) || byDamage(a, b)),
    staleServices: judged.flatMap(({ stale }) => stale),
    ...(node === undefined ? {} : { drain: drainReport(node, workloads) }),
    incomplete,
  };
  return inventory.cluster === undefined ? withoutCommands(report) : report;
}

/** Containers are most of a workload, and nobody needs them once they are judged. */
function withoutContainers({ workload, report }: JudgedContainers): JudgedWorkload {
  const { containers: _, ...rest } = workload;
  return { workload: rest, report };
}

/** Those that were looked at, and should one be missing that has workloads, it as well: nothing is left out. */
function namespacesOf({ namespaces, workloads }: Inventory): NamespaceInventory[] {
  const listed = new Set(namespaces.map(({ name }) => name));
  const others = new Set(workloads.map(({ namespace }) => namespace).filter((name) => !listed.has(name)));
  const problem: Problem = { code: 'not-listed', message: 'they are not part of the inventory' };
  return [
    ...namespaces,
    ...[...others].map((name): NamespaceInventory => ({ name, services: { known: false, problem } })),
  ];
}

/**
 * Among workloads of one severity: those that would not start again, then the dearest child process, then what
 * Services put into all containers.
 */
function byDamage(a: WorkloadReport, b: WorkloadReport): number {
  return (
    Number(isDoomed(b)) - Number(isDoomed(a)) || costOf(b) - costOf(a) || injectedInto(b) - injectedInto(a)
  );
}

function isDoomed({ containers }: WorkloadReport): boolean {
  return containers.some(wouldFail);
}

function costOf({ containers }: WorkloadReport): number {
  return Math.max(0, ...containers.map(({ cost }) => cost?.effectiveMs ?? 0));
}

function injectedInto({ containers }: WorkloadReport): number {
  return containers.reduce(
    (sum, { injected, running }) => sum + injected.nextRestart.variables * Math.max(1, running),
    0,
  );
}

/** What was not seen, and the namespaces that have workloads but are not in the inventory. */
function problemsOf(inventory: Inventory): Problem[] {
  const listed = new Set(inventory.namespaces.map(({ name }) => name));
  const missing = namespacesOf(inventory).filter(({ name }) => !listed.has(name));
  return distinct([
    ...inventory.problems,
    ...missing.flatMap(({ services }) => (services.known ? [] : [services.problem])),
  ]);
}

function withoutCommands(report: ScanReport): ScanReport {
  return {
    ...report,
    namespaces: report.namespaces.map((each) => ({ ...each, findings: each.findings.map(inManifests) })),
    workloads: report.workloads.map((each) => ({ ...each, findings: each.findings.map(inManifests) })),
  };
}
