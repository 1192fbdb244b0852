import type {
  ContainerReport,
  Mend,
  Origin,
  Problem,
  Report,
  Verdict,
} from '../../../src/contracts/report.ts';
import { VERDICTS } from '../../../src/contracts/report.ts';

export const COLLECTED_AT = '2026-11-20T14:30:00Z';

/** A report of these containers, with a summary that fits. */
export function report(containers: ContainerReport[], incomplete: Problem[] = []): Report {
  const bySeverity = Object.fromEntries(
    VERDICTS.map((severity) => [severity, containers.filter((one) => one.severity === severity).length]),
  ) as Record<Verdict, number>;
  const worst = VERDICTS.findLast((severity) => bySeverity[severity] > 0) ?? 'ok';
  return {
    apiVersion: 'envaudit/v1',
    kind: 'Report',
    collectedAt: COLLECTED_AT,
    tool: { version: '0.1.0' },
    cluster: { context: 'shop-prod', server: 'https://10.0.0.1:6443', version: 'v1.33.2' },
    containers,
    summary: { containers: containers.length, bySeverity, worst },
    incomplete,
  };
}

/** A container in good health: few Services, Node.js, half a CPU. */
export function container(own: Partial<ContainerReport> = {}): ContainerReport {
  return {
    target: own.pod ?? 'api-5f6b8c9d7-qwz2k',
    namespace: 'shop',
    pod: 'api-5f6b8c9d7-qwz2k',
    container: 'api',
    containerType: 'container',
    image: 'registry.example.com/shop/api:1.9.2',
    node: 'worker-2',
    status: 'Running',
    startedAt: '2026-11-18T09:10:00Z',
    workload: { kind: 'deployment', name: 'api', apiVersion: 'apps/v1' },
    enableServiceLinks: true,
    cpuLimit: 0.5,
    severity: 'ok',
    reason: 'A child process costs 0.6 ms of CPU with 164 variables, 136 of them from service links.',
    basis: 'measured',
    count: {
      envWcL: 164,
      exec: { variables: 164, bytes: 6_912 },
      main: { variables: 164, bytes: 6_912, clobbered: false },
      added: [],
      removed: [],
      why: [],
      predicted: {
        atStart: { variables: 136, bytes: 5_770, services: 17 },
        now: { variables: 136, bytes: 5_770, services: 17 },
        nextRestart: { variables: 136, bytes: 5_770, services: 17 },
      },
    },
    origins: origins({
      'service-link': [136, 5_770],
      kubernetes: [8, 331],
      declared: [12, 502],
      'image-or-runtime': [8, 309],
    }),
    services: [],
    variables: [],
    differences: { ghosts: [], missing: [], hidden: [], contested: [], stale: [] },
    cost: {
      runtime: 'node',
      version: 'v22.20.0',
      libc: 'glibc',
      cpuLimit: 0.5,
      spawnInherited: measured(0.6, 1.1, 5),
      effectiveMs: 1.2,
      slowdown: 'none',
      audit: { cpuMs: 61, wallMs: 96, roundTripMs: 188 },
    },
    headroom: {
      limitBytes: 2_097_152,
      limitSource: 'read',
      now: { bytes: 8_232, percent: 0.4 },
      nextRestart: { bytes: 8_232, percent: 0.4 },
      moreServices: 4_918,
    },
    findings: [],
    mends: [],
    incomplete: [],
    ...own,
  };
}

/** `[variables, bytes]` by origin. */
export function origins(own: Partial<Record<Origin, [number, number]>>): ContainerReport['origins'] {
  const amount = (origin: Origin) => {
    const [variables, bytes] = own[origin] ?? [0, 0];
    return { variables, bytes };
  };
  return {
    'service-link': amount('service-link'),
    kubernetes: amount('kubernetes'),
    ghost: amount('ghost'),
    declared: amount('declared'),
    'env-from': amount('env-from'),
    'image-or-runtime': amount('image-or-runtime'),
    unknown: amount('unknown'),
  };
}

/** Median CPU and wall milliseconds, with a spread of some five per cent. */
export function measured(cpuMs: number, wallMs: number, runs: number) {
  return { median: { cpuMs, wallMs }, spread: { cpuMs: spread(cpuMs), wallMs: spread(wallMs) }, runs };
}

function spread(value: number): [number, number] {
  return [value * 0.96, value * 1.06];
}

/** The mend of mends. */
export function linksOff(kind: string, name: string, namespace: string): Mend {
  return {
    title: 'Turn service links off: enableServiceLinks: false',
    command: `kubectl patch ${kind} ${name} -n ${namespace} --type=strategic -p '{"spec":{"template":{"spec":{"enableServiceLinks":false}}}}'`,
    effect:
      'The patch restarts the pods. Check first for uses of $(X_SERVICE_HOST), X_SERVICE_PORT or X_PORT_… in the manifests, scripts and configuration: they must use DNS names instead. It removes every injected variable but KUBERNETES_*, so in-cluster clients keep working.',
  };
}
