import { VERDICTS } from '../../../src/contracts/report.ts';
import type { Severity, Verdict } from '../../../src/contracts/report.ts';
import type {
  ContainerScanReport,
  NamespaceReport,
  ScanReport,
  SubjectFinding,
  WorkloadReport,
} from '../../../src/contracts/scan-report.ts';
import { number } from '../../../src/units.ts';
import { COLLECTED_AT, linksOff } from './build.ts';

/** A scan of these, with a summary that fits. */
export function scan(own: Partial<ScanReport> & Pick<ScanReport, 'namespaces' | 'workloads'>): ScanReport {
  const { namespaces, workloads, staleServices = [] } = own;
  const bySeverity = Object.fromEntries(
    VERDICTS.map((severity) => [severity, workloads.filter((one) => one.severity === severity).length]),
  ) as Record<Verdict, number>;
  const all = new Set([...namespaces, ...workloads].map(({ severity }) => severity));
  const total = (of: (workload: WorkloadReport) => number) =>
    workloads.reduce((sum, one) => sum + of(one), 0);
  return {
    apiVersion: 'envaudit/v1',
    kind: 'ScanReport',
    collectedAt: COLLECTED_AT,
    tool: { version: '0.1.0' },
    cluster: { context: 'shop-prod', server: 'https://10.0.0.1:6443', version: 'v1.33.2' },
    scope: { namespaces: 'all' },
    summary: {
      namespaces: namespaces.length,
      services: namespaces.reduce((sum, { services }) => sum + (services?.total ?? 0), 0),
      workloads: workloads.length,
      pods: total(({ pods }) => pods),
      containers: total(({ containers }) => containers.reduce((sum, { running }) => sum + running, 0)),
      variables: total(({ containers }) =>
        containers.reduce((sum, { running, injected }) => sum + running * injected.nextRestart.variables, 0),
      ),
      bytes: 52_000_000,
      bySeverity,
      worst: VERDICTS.findLast((severity) => all.has(severity)) ?? 'ok',
      wouldNotRestart: workloads.filter(({ containers }) =>
        containers.some(({ headroom }) => headroom.nextRestart.percent > 100),
      ).length,
      staleServices: staleServices.length,
    },
    staleServices: [],
    incomplete: [],
    ...own,
  };
}

/** A namespace with so many one-port Services of average length. */
export function namespaceOf(
  name: string,
  services: number,
  own: Partial<NamespaceReport> = {},
): NamespaceReport {
  const injected = { variables: services * 8 + 8, bytes: services * 342 + 331, services: services + 1 };
  return {
    name,
    severity: 'ok',
    reason: `${number(services)} Services put ${number(injected.variables)} variables into each container with service links.`,
    services: { total: services, linked: services },
    injected,
    perService: { variables: 8, bytes: 342 },
    workloads: 2,
    pods: 6,
    containers: 6,
    saves: {
      variables: services * 8 * 6,
      bytes: services * 342 * 6,
      cpuMsPerSpawn: { node: [175, 870], bash: [256, 650], sh: [20, 40] },
    },
    forecast: { history: [], ahead: [], unknown: 'too little history: 3 Services in 2 days' },
    findings: [],
    ...own,
  };
}

/** A container with links: variables at its start, and at the next one. */
export function scanned(
  name: string,
  [then, next]: readonly [then: number | undefined, next: number],
  own: Partial<ContainerScanReport> = {},
): ContainerScanReport {
  return {
    name,
    type: 'container',
    image: `registry.example.com/${name}:2.14.0`,
    runtime: 'node',
    cpuLimit: 0.3,
    running: then === undefined ? 0 : 3,
    injected: {
      ...(then === undefined
        ? {}
        : {
            oldestStart: { ...amount(then), at: '2026-11-18T09:10:00Z' },
            newestStart: { ...amount(next), at: '2026-11-20T09:10:00Z' },
          }),
      nextRestart: amount(next),
    },
    declared: { variables: 12, bytes: 502 },
    headroom: {
      limitBytes: 2_097_152,
      ...(then === undefined ? {} : { now: use(then) }),
      nextRestart: use(next),
      moreServices: 3_158,
    },
    cost: {
      cpuMs: [next * next * 6.8e-7, next * next * 3.4e-6],
      effectiveMs: next * next * 6.8e-6,
      what: 'one child process',
    },
    execProbes: [],
    ...own,
  };
}

/** A workload of these containers, with one finding that is its reason. */
export function workload(
  address: string,
  severity: Verdict,
  containers: ContainerScanReport[],
  own: Partial<WorkloadReport> = {},
): WorkloadReport {
  const [namespace = '', kind = '', name = ''] = address.split('/');
  const next = containers[0]?.injected.nextRestart.variables ?? 0;
  const reason = own.reason ?? `${number(next)} variables come from service links at the next start.`;
  const subject = { namespace, kind, name };
  return {
    namespace,
    kind,
    name,
    apiVersion:
      { pod: 'v1', cronjob: 'batch/v1', job: 'batch/v1', rollout: 'argoproj.io/v1alpha1' }[kind] ?? 'apps/v1',
    severity,
    reason,
    serviceLinks: { template: 'unset', effective: true, podsWith: 3 },
    pods: 3,
    containers,
    findings:
      severity === 'ok' || severity === 'unknown'
        ? []
        : [
            finding('many-variables', severity, subject, {
              message: reason,
              mends: [linksOff(kind, name, namespace)],
            }),
            finding('default-service-links', 'info', subject, {
              title: 'The template leaves service links on by default',
              message: 'enableServiceLinks is not set, so Kubernetes takes true.',
            }),
          ],
    ...own,
  };
}

export function finding(
  code: string,
  severity: Severity,
  subject: SubjectFinding['subject'],
  own: Partial<SubjectFinding> = {},
): SubjectFinding {
  return {
    code,
    severity,
    title: 'Many environment variables',
    message: 'Something was seen here.',
    evidence: [
      {
        text: '2,214 Services.',
        command: `kubectl get services -n ${subject.namespace} --no-headers | wc -l`,
      },
    ],
    mends: [],
    subject,
    ...own,
  };
}

function amount(variables: number) {
  return { variables, bytes: Math.round(variables * 42.7), services: Math.floor(variables / 8) };
}

function use(variables: number) {
  const bytes = Math.round(variables * 50.7);
  return { bytes, percent: (bytes / 2_097_152) * 100 };
}
