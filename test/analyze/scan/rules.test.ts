import { describe, expect, test } from 'vitest';
import { FINDINGS, type FindingCode } from '../../../src/analyze/findings.ts';
import type { ExecProbeEvidence } from '../../../src/contracts/evidence.ts';
import type { Severity } from '../../../src/contracts/report.ts';
import type { SubjectFinding } from '../../../src/contracts/scan-report.ts';
import { NOW, DAY_MS, inUse, scan, someServices, workloadOf, type Scene } from './inventory.ts';

const NODE = { image: 'node:22', command: ['node', 'server.js'] };
const LIVENESS: ExecProbeEvidence = {
  kind: 'liveness',
  command: ['cat', '/ready'],
  timeoutSeconds: 1,
  periodSeconds: 10,
};
const KEY = { name: 'LEVEL', from: 'configMapKeyRef', ref: 'app/LEVEL' } as const;
/** Services that came at equal distances over a year. */
const GROWING = (count: number) =>
  someServices(count).map((each, index) => ({
    ...each,
    createdAt: new Date(Date.parse(NOW) - 365 * DAY_MS * (1 - index / count)).toISOString(),
  }));
const OLD = { endpoints: { ready: 0, notReady: 0 }, pods: 0 };

/** For each code a scene that breaks the rule, with its severity, and one nearby that does not. */
const CASES: Partial<Record<FindingCode, { breaks: [string, Severity, Scene][]; keeps: [string, Scene][] }>> =
  {
    'default-service-links': {
      breaks: [
        ['a template that says nothing', 'info', { workload: { enableServiceLinks: 'unset' } }],
        ['2,000 Services and Node.js', 'high', { services: 2001, workload: UNSET(), container: NODE }],
        ['a program of unknown kind is judged by its count', 'low', { services: 300, workload: UNSET() }],
        ['Services that are not known', 'low', { forbidden: true, workload: UNSET() }],
      ],
      keeps: [
        ['links on, as the template says', { services: 2001 }],
        ['links off', { workload: { enableServiceLinks: 'false' } }],
        ['a template that nobody saw', { workload: { enableServiceLinks: 'unseen' } }],
      ],
    },
    'many-variables': {
      breaks: [
        ['the model of Node.js', 'high', { services: 2001, container: NODE }],
        [
          'musl is four times slower',
          'critical',
          { services: 2001, container: { ...NODE, image: 'node:22-alpine', cpuLimit: 0.3 } },
        ],
        ['a small CPU limit', 'critical', { services: 2001, container: { ...NODE, cpuLimit: 0.1 } }],
        ['a count without a runtime', 'critical', { services: 2600 }],
        ['nginx is capped at info', 'info', { services: 2001, container: { image: 'nginx:1' } }],
        ['an init container', 'high', { services: 1500, container: { type: 'init' } }],
        [
          'a sidecar beside a small app',
          'high',
          { services: 1500, container: { image: 'nginx:1' }, others: [{}] },
        ],
      ],
      keeps: [
        ['few variables', { services: 30 }],
        ['links off', { services: 2600, workload: { enableServiceLinks: 'false' } }],
      ],
    },
    'missing-key': {
      breaks: [['a key that is not there', 'high', { container: { env: [{ ...KEY, missing: true }] } }]],
      keeps: [
        ['a key that may be there', { container: { env: [KEY] } }],
        ['an optional one', { container: { env: [{ ...KEY, missing: true, optional: true }] } }],
      ],
    },
    'exec-limit': {
      breaks: [
        ['a quarter of it', 'info', { services: 1500 }],
        ['half of it', 'low', { services: 2600 }],
        ['more than nine tenths', 'critical', { services: 4800 }],
        ['long declared values without a Service', 'info', { services: 0, container: declaring(600_000) }],
      ],
      keeps: [
        ['a fifth', { services: 900 }],
        ['links off', { services: 4800, workload: { enableServiceLinks: 'false' } }],
        ['more than all of it, which is told otherwise', { services: 6000 }],
      ],
    },
    'restart-exceeds-exec-limit': {
      breaks: [
        ['more Services than fit, while nothing runs', 'critical', { services: 6000, container: STOPPED() }],
        [
          'more than fit came since the start',
          'critical',
          { services: someServices(6000, { createdAt: '2026-11-10T00:00:00Z' }) },
        ],
      ],
      keeps: [
        ['few Services', { services: 100 }],
        ['links off', { services: 6000, workload: { enableServiceLinks: 'false' } }],
      ],
    },
    'argument-limit': {
      breaks: [
        ['half of an nginx image’s argument', 'low', { services: 300, container: { image: 'nginx:1' } }],
        [
          'more than it takes, while nothing runs',
          'critical',
          { services: 600, container: { image: 'nginx:1', ...STOPPED() } },
        ],
        [
          'more than it takes since newer Services',
          'critical',
          {
            services: someServices(600, { createdAt: '2026-11-10T00:00:00Z' }),
            container: { image: 'nginx:1' },
          },
        ],
        ['a container that runs all the same', 'info', { services: 600, container: { image: 'nginx:1' } }],
      ],
      keeps: [
        ['few Services', { services: 100, container: { image: 'nginx:1' } }],
        ['a command of its own', { services: 600, container: { image: 'nginx:1', command: ['nginx'] } }],
        [
          'a filter',
          {
            services: 600,
            container: {
              image: 'nginx:1',
              ...STOPPED(),
              env: [{ name: 'NGINX_ENVSUBST_FILTER', from: 'value', bytes: 3 }],
            },
          },
        ],
        [
          'links off',
          {
            services: 600,
            container: { image: 'nginx:1', ...STOPPED() },
            workload: { enableServiceLinks: 'false' },
          },
        ],
      ],
    },
    'exec-probe-tax': {
      breaks: [
        [
          '16,000 variables, and runc may be old',
          'medium',
          { services: 2001, container: { execProbes: [LIVENESS] } },
        ],
        [
          'bash as well, at a small limit',
          'high',
          {
            services: 2001,
            container: { cpuLimit: 0.2, execProbes: [{ ...LIVENESS, command: ['bash', '-c', 'true'] }] },
          },
        ],
      ],
      keeps: [
        ['few variables', { services: 30, container: { execProbes: [LIVENESS] } }],
        [
          'ten seconds for it',
          { services: 2001, container: { execProbes: [{ ...LIVENESS, timeoutSeconds: 10 }] } },
        ],
        [
          'a hook, which runs once',
          { services: 2001, container: { execProbes: [{ kind: 'preStop', command: ['sleep', '5'] }] } },
        ],
        [
          'links off',
          {
            services: 2001,
            container: { execProbes: [LIVENESS] },
            workload: { enableServiceLinks: 'false' },
          },
        ],
      ],
    },
    'slow-start': {
      breaks: [
        [
          'the image of case B',
          'low',
          { services: 2001, container: { image: 'lscr.io/linuxserver/chromium' } },
        ],
        ['s6-overlay', 'low', { services: 2001, container: { command: ['/init'] } }],
        ['npm', 'medium', { services: 2001, container: { image: 'node:22', command: ['npm', 'start'] } }],
        [
          'bash at a small limit, which its exec pays once more',
          'high',
          { services: 2001, container: { command: ['bash', '/run.sh'], cpuLimit: 0.2 } },
        ],
        [
          'a loop over env in bash',
          'critical',
          {
            services: 700,
            container: {
              command: ['bash', '-c', 'while IFS== read -r k v; do echo $(hostname); done < <(env)'],
            },
          },
        ],
      ],
      keeps: [
        ['bash with few variables', { services: 30, container: { command: ['bash', '/run.sh'] } }],
        ['a program that is started directly', { services: 2001, container: { command: ['/app'] } }],
        [
          'links off',
          { services: 2001, container: { command: ['/init'] }, workload: { enableServiceLinks: 'false' } },
        ],
      ],
    },
    'contested-variable': {
      breaks: [
        [
          'a name and one with the suffix -service',
          'low',
          { services: [inUse('web'), inUse('web-service')] },
        ],
        [
          'of three that meet in two names',
          'low',
          { services: [inUse('a'), inUse('a-port'), inUse('a-service')] },
        ],
      ],
      keeps: [
        ['names that differ', { services: [inUse('web'), inUse('web-2')] }],
        [
          'links off everywhere',
          { services: [inUse('web'), inUse('web-service')], workload: { enableServiceLinks: 'false' } },
        ],
        ['a headless Service', { services: [inUse('web'), inUse('web-service', { clusterIP: 'None' })] }],
      ],
    },
    'stale-service': {
      breaks: [
        ['no endpoints and no pod for a long time', 'info', { services: [inUse('web', OLD)] }],
        ['so many that they alone are felt', 'low', { services: someServices(700, OLD) }],
      ],
      keeps: [
        ['endpoints', { services: 3 }],
        [
          'links off everywhere',
          { services: [inUse('web', OLD)], workload: { enableServiceLinks: 'false' } },
        ],
      ],
    },
    'exec-limit-forecast': {
      breaks: [
        ['half of the limit in 90 days', 'info', { services: GROWING(2300) }],
        ['three quarters', 'low', { services: GROWING(3200) }],
        ['nine tenths', 'medium', { services: GROWING(3900) }],
        ['all of it', 'high', { services: GROWING(4400) }],
      ],
      keeps: [
        ['a namespace that does not grow', { services: 3900 }],
        ['few Services', { services: GROWING(300) }],
        ['links off everywhere', { services: GROWING(4400), workload: { enableServiceLinks: 'false' } }],
      ],
    },
  };

function UNSET(): Scene['workload'] {
  return { enableServiceLinks: 'unset' };
}

/** Nothing of it runs. */
function STOPPED(): { starts: never } {
  return { starts: undefined as never };
}

function declaring(bytes: number): Scene['container'] {
  const env = Array.from({ length: 6 }, (_, index) => ({
    name: `BLOB_${index}`,
    from: 'value' as const,
    bytes: bytes / 6,
  }));
  return { env };
}

/** What was found in a scene; each is scanned once. */
const known = new WeakMap<Scene, SubjectFinding[]>();

function findingsOf(scene: Scene): SubjectFinding[] {
  const before = known.get(scene);
  if (before !== undefined) return before;
  const { workloads, namespaces } = scan(scene);
  const found = [...workloads, ...namespaces].flatMap(({ findings }) => findings);
  known.set(scene, found);
  return found;
}

describe.each(Object.entries(CASES))('%s', (code, { breaks, keeps }) => {
  test.each(breaks)('holds for %s: %s', (_, severity, scene) => {
    const found = findingsOf(scene).filter((each) => each.code === code);
    expect(found.map((each) => each.severity)).toContain(severity);
    expect(found.every(({ title }) => title === FINDINGS[code as FindingCode].title)).toBe(true);
  });

  test.each(keeps)('does not hold for %s', (_, scene) => {
    expect(findingsOf(scene).map((each) => each.code)).not.toContain(code);
  });

  test.each(breaks)('of %s says what was seen, how to see it, and what to do', (_, __, scene) => {
    for (const found of findingsOf(scene).filter((each) => each.code === code)) {
      expect(found.message).toMatch(/^[A-Z].*\.$/s);
      expect(found.message).not.toMatch(/NaN|undefined|Infinity/);
      expect(found.evidence.length).toBeGreaterThan(0);
      expect(found.mends.length).toBeGreaterThan(0);
    }
  });
});

test('each finding names the container, and where it is in the template', () => {
  const { findings } = workloadOf({
    services: 2001,
    workload: UNSET(),
    container: { ...NODE, execProbes: [LIVENESS] },
    others: [{ name: 'setup', type: 'init', position: 0 }],
  });
  const places = findings.map(({ code, subject }) => [code, subject.container, subject.field?.join('.')]);
  expect(places).toContainEqual(['many-variables', 'web', 'spec.containers.0']);
  expect(places).toContainEqual(['many-variables', 'setup', 'spec.initContainers.0']);
  expect(places).toContainEqual(['exec-probe-tax', 'web', 'spec.containers.0.livenessProbe.exec']);
  expect(places).toContainEqual(['default-service-links', undefined, 'spec.enableServiceLinks']);
});

test('what all containers find about the template is told once, as the worst of them says it', () => {
  const { findings } = workloadOf({
    services: 2001,
    workload: UNSET(),
    container: { image: 'nginx:1' },
    others: [NODE, { image: 'python:3' }],
  });
  const found = findings.filter(({ code }) => code === 'default-service-links');
  expect(found.map(({ severity }) => severity)).toEqual(['high']);
});

function commandsOf(scene: Scene): (string | undefined)[] {
  return findingsOf(scene).flatMap(({ evidence, mends }) =>
    [...evidence, ...mends].map(({ command }) => command),
  );
}

describe('commands', () => {
  test.each<[string, Scene['workload'], string]>([
    [
      'a Deployment',
      {},
      `kubectl patch deployment web -n shop --type=strategic -p '{"spec":{"template":{"spec":{"enableServiceLinks":false}}}}'`,
    ],
    [
      'a CronJob',
      { kind: 'cronjob', apiVersion: 'batch/v1' },
      "kubectl get cronjob web -n shop -o jsonpath='{.spec.jobTemplate.spec.template.spec.enableServiceLinks}'",
    ],
    [
      'a custom kind',
      { kind: 'rollout', apiVersion: 'argoproj.io/v1alpha1' },
      `kubectl patch rollout.argoproj.io web -n shop --type=merge -p '{"spec":{"template":{"spec":{"enableServiceLinks":false}}}}'`,
    ],
    ['a running pod of it', {}, "kubectl exec web-7d64 -n shop -c web -- sh -c 'env | wc -l'"],
    ['the namespace', {}, 'kubectl get services -n shop --no-headers | wc -l'],
  ])('ask for %s', (_, changes, command) => {
    expect(commandsOf({ services: 2001, workload: { ...UNSET(), ...changes } })).toContain(command);
  });

  test('are left out for manifests, which may be in no cluster', () => {
    const scene: Scene = { services: 2001, workload: UNSET(), manifests: true };
    expect(commandsOf(scene).filter(Boolean)).toEqual([]);
    const mends = findingsOf(scene).flatMap((found) => found.mends);
    expect(mends.map(({ title }) => title)).toContain('Turn service links off: enableServiceLinks: false');
    expect(mends.map(({ effect }) => effect).join('\n')).not.toMatch(/The patch/);
  });
});

test('a finding says the same each time, and JSON has all of it', () => {
  const [found] = findingsOf({ services: 2001, workload: UNSET(), container: NODE });
  const { code, severity, title, message, evidence, mends, subject } = found!;
  expect(evidence.length * mends.length).toBeGreaterThan(0);
  expect(found!.evidence).toEqual(evidence);
  expect(JSON.stringify(found)).toBe(
    JSON.stringify({ code, severity, title, message, evidence, mends, subject }),
  );
});
