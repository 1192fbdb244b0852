import { hasClusterIP } from '../../env/service-links.ts';
import type { NamespaceInventory, ServiceInventory } from '../../contracts/inventory.ts';
import type {
  ContainerScanReport,
  NamespaceReport,
  StaleServiceReport,
  SubjectFinding,
  WorkloadReport,
} from '../../contracts/scan-report.ts';
import { counted, number } from '../../units.ts';
import { modelCpuMs, type CostOf } from '../figures/environment/cost-model.ts';
import { namespaceCollisions } from '../collisions/index.ts';
import { mentionFindings } from '../references/mention-findings.ts';
import { rank } from '../severity.ts';
import type { NamespaceContext } from './context.ts';
import { forecastOf } from './forecast.ts';
import { contestedVariable } from './rules/contested-variable.ts';
import { execLimitForecast } from './rules/exec-limit-forecast.ts';
import { staleServiceFinding } from './rules/stale-service.ts';
import { staleServices } from './stale.ts';
import type { JudgedContainers } from './summary.ts';
import { harshest, verdictOf } from './verdict.ts';
import { unknownReason } from './workload.ts';

/** Judge the Services of each namespace. */
const NAMESPACE_RULES = [namespaceCollisions, contestedVariable];

/** Sums up a namespace from its Services and from the reports of its workloads. */
export function namespaceReport(input: {
  namespace: NamespaceInventory;
  context: NamespaceContext;
  workloads: readonly JudgedContainers[];
  staleAfterMs: number;
}): { report: NamespaceReport; stale: StaleServiceReport[] } {
  const { namespace, context, workloads, staleAfterMs } = input;
  const { links } = context;
  const reports = workloads.map(({ report }) => report);
  const linked = reports.filter(({ serviceLinks }) => serviceLinks.effective);
  const containers = linked.flatMap((workload) => workload.containers);
  const running = containers.reduce((sum, each) => sum + each.running, 0);
  const selecting = new Set(workloads.flatMap(({ workload }) => workload.selectedBy));
  const stale = staleServices({ context, staleAfterMs, selecting, containers: running });
  const forecast = forecastOf(context);
  // Where no workload has links, its Services harm nobody.
  const harms = linked.length > 0 || reports.length === 0;
  const findings = [
    ...(harms ? NAMESPACE_RULES.flatMap((rule) => rule(links)) : []),
    ...(harms ? staleServiceFinding(context, stale) : []),
    ...(harms ? execLimitForecast(context, forecast) : []),
    ...mentionFindings(
      namespace,
      workloads.map(({ workload }) => workload),
    ).filter(({ code }) => harms || code !== 'variable-collision'),
  ].toSorted((a, b) => rank(b.severity) - rank(a.severity));
  const severity = harshest([
    verdictOf(findings, links.known || !harms),
    ...reports.map((each) => each.severity),
  ]);
  const summedUp: NamespaceReport = {
    name: namespace.name,
    severity,
    reason: reasonOf({ severity, findings, reports, linked, context }),
    ...(links.known
      ? { services: { total: links.services.length, linked: linkedAmong(links.services) } }
      : {}),
    injected: links.totals(),
    perService: perService(context),
    workloads: reports.length,
    pods: reports.reduce((sum, { pods }) => sum + pods, 0),
    containers: running,
    saves: savesOf(context, containers),
    forecast,
    findings,
  };
  return { report: summedUp, stale };
}

/** Those that put variables in, a Service `kubernetes` of the namespace among them. */
function linkedAmong(services: readonly ServiceInventory[]): number {
  return services.filter((service) => hasClusterIP(service) && service.ports.length > 0).length;
}

/** What the average Service puts into a container. */
function perService({ links, average }: NamespaceContext): NamespaceReport['perService'] {
  if (links.own.length === 0) return { variables: 0, bytes: 0 };
  return {
    variables: Math.round(average.variables * 10) / 10,
    bytes: Math.round(average.bytes),
  };
}

function sourcesOf({ links: { own, masterKnown } }: NamespaceContext): string {
  return own.length === 0 && masterKnown ? 'the Service kubernetes alone' : counted(own.length, 'Service');
}

function savesOf(
  { links, similarity }: NamespaceContext,
  containers: readonly ContainerScanReport[],
): NamespaceReport['saves'] {
  const rest = links.withoutLinks();
  const { variables } = links.totals();
  const saved = (of: CostOf): [number, number] => {
    const before = modelCpuMs({ of, variables, similarity });
    const after = modelCpuMs({ of, variables: rest.variables, similarity });
    return [before[0] - after[0], before[1] - after[1]];
  };
  const sum = (key: 'variables' | 'bytes'): number =>
    containers.reduce(
      (total, { injected, running }) => total + running * Math.max(0, injected.nextRestart[key] - rest[key]),
      0,
    );
  return {
    variables: sum('variables'),
    bytes: sum('bytes'),
    cpuMsPerSpawn: { node: saved('node'), bash: saved('bash'), sh: saved('sh') },
  };
}

function reasonOf(input: {
  severity: NamespaceReport['severity'];
  findings: readonly SubjectFinding[];
  reports: readonly WorkloadReport[];
  linked: readonly WorkloadReport[];
  context: NamespaceContext;
}): string {
  const { severity, findings, reports, linked, context } = input;
  const [first] = findings;
  if (severity === 'unknown') return unknownReason(context);
  const { variables } = context.links.totals();
  const each = context.links.known
    ? `a container with service links gets ${counted(variables, 'variable')} from ${sourcesOf(context)}`
    : 'its Services could not be listed';
  const such = reports.filter((report) => report.severity === severity).length;
  if (severity !== 'ok' && such > 0) {
    return `${number(such)} of ${counted(reports.length, 'workload')} ${such === 1 ? 'is' : 'are'} ${severity}; ${each}.`;
  }
  if (severity !== 'ok' && first !== undefined) return first.message;
  if (reports.length > 0 && linked.length === 0) return 'No workload has service links.';
  return `${each.slice(0, 1).toUpperCase()}${each.slice(1)}.`;
}
