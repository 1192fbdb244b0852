import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/analyze/analyze.ts';
import type { ContainerReport, Report } from '../../src/contracts/report.ts';
import { service } from '../env/services.ts';
import { evidenceOf, timed, type Scenario } from './evidence.ts';

/** The case study: Node.js, 2,001 Services, 0.3 CPU. */
const SLOW_NODE: Scenario = {
  services: 2001,
  others: [{ name: 'NODE_VERSION', bytes: 7 }],
  timing: { loop: timed(820, 2700), spawnInherited: timed(873, 2900), spawnSmall: timed(2) },
  container: { image: 'node:22', cpuLimit: 0.3 },
  probe: {
    cgroup: {
      version: 2,
      cpuLimit: 0.3,
      before: { periods: 10, throttledPeriods: 1, throttledMs: 5 },
      after: { periods: 60, throttledPeriods: 48, throttledMs: 3000 },
    },
  },
};

const NEAR_THE_LIMIT: Scenario = {
  services: 5900,
  container: { notRunning: 'CrashLoopBackOff: back-off 5m0s', lastExit: { code: 1, reason: 'Error' } },
  probe: {
    known: false,
    code: 'not-running',
    message: 'container web of pod web-7d64 is not running: CrashLoopBackOff',
  },
};

const MOSTLY_DECLARED: Scenario = {
  services: 2,
  container: {
    env: Array.from({ length: 3000 }, (_, index) => ({ name: `SETTING_${index}`, from: 'value' as const })),
    envFrom: [
      {
        kind: 'secret',
        name: 'db',
        prefix: '',
        keys: {
          known: false,
          problem: { code: 'forbidden', message: 'may not get secrets in namespace shop' },
        },
      },
    ],
  },
  timing: { spawnInherited: timed(60) },
};

describe('the verdict', () => {
  test.each<[string, Scenario, string]>([
    [
      'on the case study',
      SLOW_NODE,
      'Starting a child process costs 873 ms of CPU here, 2.91 s at the limit of 0.3 CPU; 16,008 of 16,020 variables are service links from 2,001 Services.',
    ],
    [
      'on a small container',
      { services: 1, timing: { spawnInherited: timed(3) } },
      'Starting a child process costs 3.0 ms of CPU here; 8 of 19 variables are service links from 1 Service.',
    ],
    [
      'with links off',
      { services: 2001, pod: { enableServiceLinks: false }, timing: { spawnInherited: timed(3) } },
      'Starting a child process costs 3.0 ms of CPU here; 8 of 11 variables are of the Service kubernetes.',
    ],
    [
      'on declared variables, which it does not blame on service links',
      MOSTLY_DECLARED,
      'Starting a child process costs 60 ms of CPU here; 3,000 of 3,027 variables are declared in the pod spec.',
    ],
    [
      'on a container that was not asked',
      { services: 3, probe: { known: false, code: 'not-asked', message: 'not asked' } },
      '24 of 32 variables are service links from 3 Services; the container was not asked.',
    ],
  ])('%s', (_, scenario, reason) => {
    expect(only(analyze(evidenceOf(scenario))).reason).toBe(reason);
  });

  test('offers no patch of service links where declared variables are the cause', () => {
    const { mends } = only(analyze(evidenceOf(MOSTLY_DECLARED)));
    expect(mends.map(({ title }) => title)).toEqual([
      'Give child processes a small environment of their own',
      'Use asynchronous exec instead of execSync',
    ]);
  });
});

describe('the report', () => {
  test.each<[string, Scenario]>([
    ['slow-node', SLOW_NODE],
    ['near-the-limit', NEAR_THE_LIMIT],
    [
      'mostly-declared',
      {
        ...MOSTLY_DECLARED,
        services: [service('foo', '10.0.0.1', '80'), service('foo-service', '10.0.0.2', '80')],
      },
    ],
    ['blind', { forbidden: true, services: 0 }],
  ])('of %s is as kept', async (name, scenario) => {
    const report = analyze(evidenceOf(scenario));
    const text = `${JSON.stringify(shortened(report), undefined, 2)}\n`;
    await expect(text).toMatchFileSnapshot(`../fixtures/golden/analyze/${name}.json`);
  });

  test('is the same when the evidence comes from a file', () => {
    const evidence = evidenceOf(SLOW_NODE);
    const saved: unknown = JSON.parse(JSON.stringify(evidence));
    expect(analyze(saved as typeof evidence)).toEqual(analyze(evidence));
  });

  test('is incomplete where something could not be seen, and says so once', () => {
    const evidence = evidenceOf({ forbidden: true });
    evidence.containers.push(...evidence.containers);
    expect(analyze(evidence).incomplete.map(({ code }) => code)).toEqual(['forbidden']);
    expect(analyze(evidenceOf({})).incomplete).toEqual([]);
  });

  test('counts containers by severity', () => {
    const evidence = evidenceOf({ services: 2001 });
    evidence.containers.push(
      ...evidenceOf({ services: 2001, pod: { enableServiceLinks: false } }).containers,
    );
    expect(analyze(evidence).summary).toEqual({
      containers: 2,
      bySeverity: { unknown: 0, ok: 1, info: 0, low: 0, medium: 0, high: 1, critical: 0 },
      worst: 'high',
    });
  });

  test('lists every variable when asked, else those that deserve a line', () => {
    const evidence = evidenceOf({ services: 100, others: [{ name: 'NODE_VERSION', bytes: 7 }] });
    expect(only(analyze(evidence)).variables.map(({ name }) => name)).toEqual(['NODE_VERSION']);
    const all = only(analyze(evidence, { allVariables: true }));
    expect(all.variables).toHaveLength(all.count.exec?.variables ?? 0);
  });

  test('of twenty containers shares what is the same in all', () => {
    const evidence = evidenceOf({ services: 2001 });
    evidence.containers = Array.from({ length: 20 }, () => evidence.containers).flat();
    const { containers } = analyze(evidence);
    const distinct = new Set(containers.flatMap(({ services }) => services));
    expect(containers).toHaveLength(20);
    expect(distinct.size).toBe(2002);
  });
});

function only(report: Report): ContainerReport {
  const [container] = report.containers;
  if (container === undefined) throw new Error('no container in the report');
  return container;
}

/** Long lists by their length and beginning. */
function shortened(report: Report): unknown {
  return {
    ...report,
    containers: report.containers.map((container) => ({
      ...container,
      services: short(container.services),
      variables: short(container.variables),
    })),
  };
}

function short(items: readonly unknown[]): unknown {
  return items.length <= 4 ? items : [...items.slice(0, 2), `… ${items.length} in all`];
}

test('where neither the Services nor the container could be asked, the verdict is unknown and not ok', () => {
  const evidence = evidenceOf({
    services: 0,
    probe: { known: false, code: 'forbidden', message: 'may not exec' },
  });
  evidence.services['shop'] = {
    known: false,
    problem: { code: 'forbidden', message: 'may not list services' },
  };
  const report = analyze(evidence);
  expect(only(report)).toMatchObject({
    severity: 'unknown',
    reason: expect.stringMatching(/^Unknown, because/),
  });
  expect(report.summary.worst).toBe('unknown');
  expect(report.incomplete).toHaveLength(2);
});
