import { EVIDENCE_API_VERSION } from '../../src/contracts/evidence.ts';
import type {
  ContainerEvidence,
  ContainerSpecEvidence,
  EnvironmentEvidence,
  Evidence,
  Known,
  PodEvidence,
  ProbeEvidence,
  ServiceEvidence,
  Timed,
  TimingEvidence,
} from '../../src/contracts/evidence.ts';
import { predictForPod } from '../../src/env/prediction.ts';
import { service } from '../env/services.ts';

export const STARTED = '2026-03-01T00:00:00Z';
export const LATER = '2026-03-02T00:00:00Z';

/** Evidence written short: a healthy Node.js container of namespace `shop`, changed where a test says so. */
export interface Scenario {
  services?: number | ServiceEvidence[];
  pod?: Partial<PodEvidence>;
  container?: Partial<ContainerSpecEvidence>;
  probe?: Partial<ProbeEvidence> | { known: false; code: string; message: string };
  timing?: Partial<TimingEvidence>;
  /** Further variables of the container. */
  others?: EnvironmentEvidence['others'];
  /** How the predicted variables came out; all the same when absent. */
  predicted?: EnvironmentEvidence['predicted'];
  /** Services may not be listed. */
  forbidden?: boolean;
}

export const KUBERNETES = service('kubernetes', '10.96.0.1', 'https:443');

export function evidenceOf(scenario: Scenario): Evidence {
  const services = servicesOf(scenario);
  return {
    apiVersion: EVIDENCE_API_VERSION,
    kind: 'Evidence',
    collectedAt: '2026-03-03T00:00:00Z',
    tool: { version: '0.1.0' },
    cluster: { context: 'test', server: 'https://127.0.0.1:6443' },
    services,
    containers: [containerOf(scenario, services)],
    problems: [],
  };
}

/** N Services of one named port each, all older than the container. */
export function manyServices(count: number): ServiceEvidence[] {
  return Array.from({ length: count }, (_, index) =>
    service(
      `orders-api-${String(index).padStart(4, '0')}`,
      `10.96.${Math.floor(index / 200) + 1}.${(index % 200) + 10}`,
      'http:8080',
    ),
  );
}

export function timed(cpuMs: number, wallMs = cpuMs): Timed[] {
  return [{ cpuMs, wallMs }];
}

function servicesOf({ services = 3, forbidden = false }: Scenario): Evidence['services'] {
  const problem = { code: 'forbidden', message: 'may not list services in namespace shop' };
  const list = typeof services === 'number' ? manyServices(services) : services;
  const shop: Known<ServiceEvidence[]> = forbidden ? { known: false, problem } : { known: true, value: list };
  return { default: { known: true, value: [KUBERNETES] }, shop };
}

function containerOf(scenario: Scenario, services: Evidence['services']): ContainerEvidence {
  const pod: PodEvidence = {
    namespace: 'shop',
    name: 'web-7d64',
    uid: '5b1c',
    node: 'node-1',
    status: 'Running',
    createdAt: STARTED,
    enableServiceLinks: true,
    shareProcessNamespace: false,
    workload: { kind: 'deployment', name: 'web', apiVersion: 'apps/v1' },
    ...scenario.pod,
  };
  return {
    target: 'deploy/web',
    pod,
    container: {
      name: 'web',
      type: 'container',
      image: 'registry.example/web:1',
      command: [],
      args: [],
      env: [],
      envFrom: [],
      execProbes: [],
      startedAt: STARTED,
      ready: true,
      restarts: 0,
      ...scenario.container,
    },
    probe: probeOf(scenario, services, pod),
  };
}

function probeOf(
  scenario: Scenario,
  services: Evidence['services'],
  pod: PodEvidence,
): ContainerEvidence['probe'] {
  const { probe = {} } = scenario;
  if ('known' in probe) return { known: false, problem: { code: probe.code, message: probe.message } };
  const exec = environmentOf(scenario, services, pod);
  return {
    known: true,
    value: {
      via: 'sh',
      envWcL: exec.count,
      exec,
      main: {
        known: true,
        value: { count: exec.count, bytes: exec.bytes, clobbered: false, added: [], removed: [] },
      },
      processes: { main: 'node', executables: ['node'], libc: 'glibc' },
      limits: { stack: 8_388_608 },
      cgroup: { version: 2, cpuLimit: 'none' },
      timing: scenario.timing === undefined ? noTiming() : { known: true, value: timingOf(scenario.timing) },
      cost: { startCpuMs: 20, totalCpuMs: 40, wallMs: 60, roundTripMs: 90 },
      ...probe,
    },
  };
}

function noTiming(): ProbeEvidence['timing'] {
  return { known: false, problem: { code: 'off', message: 'nothing was timed' } };
}

function timingOf(timing: Partial<TimingEvidence>): TimingEvidence {
  return { runtime: 'node', version: 'v22.20.0', loop: [], spawnInherited: [], spawnSmall: [], ...timing };
}

function environmentOf(
  scenario: Scenario,
  services: Evidence['services'],
  pod: PodEvidence,
): EnvironmentEvidence {
  const { variables } = predictForPod(services, pod);
  const others = [...IMAGE, ...(scenario.others ?? [])];
  const predicted = scenario.predicted ?? [{ outcome: 'same' as const, count: variables.length }];
  const outcomes = predicted.flatMap(({ outcome, count }) => Array.from({ length: count }, () => outcome));
  const declared = scenario.container?.env ?? [];
  const there = variables.filter((_, index) => outcomes[index] !== 'absent');
  const names = new Set([...there, ...others].map(({ name }) => name));
  const more = declared.filter(({ name }) => !names.has(name)).map(({ name }) => ({ name, bytes: 5 }));
  return {
    count: names.size + more.length,
    bytes:
      there.reduce((sum, { name, value }) => sum + name.length + value.length + 2, 0) +
      [...others, ...more].reduce((sum, { name, bytes }) => sum + name.length + (bytes ?? 0) + 2, 0),
    predicted,
    others: [...others, ...more],
    truncated: false,
  };
}

const IMAGE = [
  { name: 'PATH', bytes: 60 },
  { name: 'HOSTNAME', bytes: 8 },
  { name: 'HOME', bytes: 5 },
];
