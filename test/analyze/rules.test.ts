import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/analyze/analyze.ts';
import { CONTAINER_FINDINGS, FINDINGS, type ContainerFindingCode } from '../../src/analyze/findings.ts';
import { RULES } from '../../src/analyze/rules/index.ts';
import type { ContainerSpecEvidence } from '../../src/contracts/evidence.ts';
import type { Severity } from '../../src/contracts/report.ts';
import { service } from '../env/services.ts';
import { LATER, evidenceOf, manyServices, timed, type Scenario } from './evidence.ts';

const NO_BINARY = 'exec: "/nosuch/binary": stat /nosuch/binary: no such file or directory: unknown';

/** A container that could not be asked, because it does not run. */
function notStarted(why: string, lastExit?: ContainerSpecEvidence['lastExit']): Scenario {
  const container = { notRunning: why, startedAt: undefined, ready: false, lastExit };
  const probe = {
    known: false,
    code: 'not-running',
    message: `container app is not running: ${why}`,
  } as const;
  return { container, probe };
}

/** For each code a scenario that breaks the rule, with its severity, and one nearby that does not. */
const CASES: Record<
  ContainerFindingCode,
  { breaks: [string, Severity, Scenario][]; keeps: [string, Scenario][] }
> = {
  'slow-environment': {
    breaks: [
      ['16,020 variables in Node.js', 'medium', { services: 2001, timing: { spawnInherited: timed(873) } }],
      [
        'the same at 0.3 CPU',
        'high',
        {
          services: 2001,
          timing: { spawnInherited: timed(873) },
          container: { cpuLimit: 0.3 },
          probe: { cgroup: {} },
        },
      ],
      [
        'a cgroup limit counts more than the spec’s',
        'critical',
        {
          services: 2001,
          timing: { loop: timed(820) },
          container: { cpuLimit: 2 },
          probe: { cgroup: { cpuLimit: 0.1 } },
        },
      ],
      [
        'an estimate alone',
        'medium',
        { services: 2001, timing: { estimateCpuMs: 800, loopSkipped: 'too dear' } },
      ],
      [
        'Python is capped at info',
        'info',
        {
          services: 2001,
          timing: { runtime: 'python', spawnInherited: timed(400) },
          probe: { processes: { executables: ['python3'] } },
        },
      ],
    ],
    keeps: [
      ['a quick child process', { services: 100, timing: { spawnInherited: timed(3) } }],
      ['a slow machine with few variables', { services: 3, timing: { spawnInherited: timed(60) } }],
      ['nothing timed', { services: 2001 }],
    ],
  },
  'many-variables': {
    breaks: [
      ['the model of Node.js', 'high', { services: 2001 }],
      ['a count without a runtime', 'critical', { services: 2600, ...nothingRuns() }],
      ['a static program is judged by its count', 'low', { services: 300, ...nothingRuns() }],
      [
        'nginx is capped at info',
        'info',
        { services: 2001, probe: { processes: { main: 'nginx', executables: [] } } },
      ],
    ],
    keeps: [
      ['few variables', { services: 30 }],
      ['something timed', { services: 2001, timing: { spawnInherited: timed(1) } }],
    ],
  },
  'never-started': {
    breaks: [
      [
        'a program that is not in the image, between two tries',
        'high',
        notStarted('CrashLoopBackOff: back-off 10s restarting failed container', {
          code: 128,
          reason: 'StartError',
          message: `failed to create containerd task: runc create failed: unable to start container process: ${NO_BINARY}`,
        }),
      ],
      [
        'an init container that fails',
        'high',
        { ...notStarted('PodInitializing'), pod: { status: 'Init:CrashLoopBackOff' } },
      ],
      [
        'a pod that was evicted',
        'high',
        { ...notStarted('Evicted: The node was low on resource: memory.'), pod: { status: 'Evicted' } },
      ],
      ['an image that cannot be pulled', 'high', notStarted('ImagePullBackOff: Back-off pulling image "x"')],
      ['an image’s name that is none', 'high', notStarted("InvalidImageName: couldn't parse image name")],
      [
        'an image that may not be pulled',
        'high',
        notStarted('ErrImageNeverPull: not present with pull policy'),
      ],
      ['a Secret that is not there', 'high', notStarted('CreateContainerConfigError: secret "x" not found')],
      [
        'a runtime that cannot start it',
        'high',
        notStarted('RunContainerError: failed to start', { code: 128, reason: 'RunContainerError' }),
      ],
    ],
    keeps: [
      ['a program that ends', notStarted('CrashLoopBackOff: back-off 10s', { code: 1, reason: 'Error' })],
      ['a program that is done', notStarted('Completed (exit code 0)', { code: 0, reason: 'Completed' })],
      ['one that is on its way', notStarted('ContainerCreating')],
      ['an init container that goes on', { ...notStarted('PodInitializing'), pod: { status: 'Init:0/1' } }],
      ['one that nobody has created', notStarted('it has not been created yet')],
      [
        'an environment that is too large, which is a finding of its own',
        notStarted('CrashLoopBackOff', {
          code: 128,
          reason: 'StartError',
          message: 'exec /usr/local/bin/node: argument list too long',
        }),
      ],
    ],
  },
  'exec-impossible': {
    breaks: [
      [
        'exec says so',
        'critical',
        {
          services: 5000,
          probe: { known: false, code: 'exec-impossible', message: 'no command can be started' },
        },
      ],
      ['the child process says so', 'critical', { services: 4900, timing: { spawnError: 'spawn E2BIG' } }],
      [
        'a container that does not run and cannot',
        'critical',
        { services: 5900, container: { notRunning: 'CrashLoopBackOff' }, probe: notRunning() },
      ],
    ],
    keeps: [
      [
        'a container that crashes for another reason',
        { services: 50, container: { notRunning: 'CrashLoopBackOff' }, probe: notRunning() },
      ],
      ['another error of a child process', { services: 50, timing: { spawnError: 'spawn ENOENT' } }],
    ],
  },
  'exec-limit': {
    breaks: [
      ['a quarter', 'info', { services: 1500 }],
      ['half', 'low', { services: 3000 }],
      ['three quarters', 'high', { services: 4100 }],
      ['more than nine tenths', 'critical', { services: 4900 }],
      ['a small stack', 'critical', { services: 310, probe: { limits: { stack: 262_144 } } }],
    ],
    keeps: [
      ['few Services', { services: 500 }],
      ['an unlimited stack', { services: 3000, probe: { limits: { stack: 'unlimited' } } }],
    ],
  },
  'restart-exceeds-exec-limit': {
    breaks: [['Services that came later', 'critical', laterServices(1000, 5000)]],
    keeps: [['Services that still fit', laterServices(1000, 1500)]],
  },
  'argument-limit': {
    breaks: [
      ['nginx above half', 'low', { services: 300, ...nginx() }],
      ['nginx whose next start would fail', 'critical', { ...laterServices(100, 600), ...nginx() }],
      ['nginx that started all the same', 'info', { services: 700, ...nginx() }],
      [
        'nginx that started with too many names, and gets more',
        'info',
        { ...laterServices(700, 100), ...nginx() },
      ],
      [
        'nginx that does not run',
        'critical',
        {
          services: 700,
          container: { image: 'nginx:1.27', notRunning: 'CrashLoopBackOff' },
          probe: notRunning(),
        },
      ],
    ],
    keeps: [
      ['nginx among few Services', { services: 100, ...nginx() }],
      [
        'nginx with a command of its own',
        { services: 700, container: { image: 'nginx:1.27', command: ['nginx', '-g', 'daemon off;'] } },
      ],
      [
        'nginx with a filter',
        { services: 700, ...nginx(), others: [{ name: 'NGINX_ENVSUBST_FILTER', bytes: 5 }] },
      ],
      ['another image', { services: 700 }],
    ],
  },
  'exec-probe-tax': {
    breaks: [
      ['a start of 0.4 s', 'medium', execProbe(400, 1)],
      ['a start of 1.2 s', 'high', execProbe(1200, 1)],
      [
        'a limit that makes it so',
        'high',
        { ...execProbe(400, 1), container: { ...execProbe(400, 1).container, cpuLimit: 0.3 } },
      ],
      [
        'the one that lacks time the most, be its timeout longer',
        'high',
        {
          ...execProbe(20, 1),
          container: {
            cpuLimit: 0.2,
            execProbes: [
              { kind: 'liveness', command: ['cat', '/tmp/ok'], timeoutSeconds: 1 },
              { kind: 'readiness', command: ['bash', '-c', 'true'], timeoutSeconds: 2 },
            ],
          },
        },
      ],
      [
        'an estimate is at most medium',
        'medium',
        { ...execProbe(0, 1), services: 3900, probe: notRunning() },
      ],
    ],
    keeps: [
      ['a longer timeout', execProbe(400, 5)],
      ['no exec probe', { services: 2001, probe: { cost: { startCpuMs: 900, roundTripMs: 1 } } }],
      [
        'hooks, which have no timeout',
        { services: 2001, container: { execProbes: [{ kind: 'preStop', command: ['x'] }] } },
      ],
    ],
  },
  'slow-start': {
    breaks: [
      [
        'npm as the main process',
        'medium',
        { services: 2001, probe: { processes: { main: 'npm start', executables: ['node'] } } },
      ],
      [
        's6 at 0.3 CPU',
        'medium',
        {
          services: 2001,
          container: { cpuLimit: 0.3 },
          probe: { cgroup: {}, processes: { executables: ['s6-svscan'] } },
        },
      ],
      [
        'a bash loop over env',
        'critical',
        {
          services: 700,
          container: { command: ['bash', '-c', 'env | while read -r x; do echo $(f $x); done'] },
        },
      ],
    ],
    keeps: [
      [
        'npm among few Services',
        { services: 100, probe: { processes: { main: 'npm start', executables: ['node'] } } },
      ],
      ['node itself', { services: 2001 }],
    ],
  },
  'ghost-service-links': {
    breaks: [['a family whose Service is gone', 'info', { others: ghost('old') }]],
    keeps: [
      ['a family that lacks a part', { others: ghost('old').slice(1) }],
      ['Services that nobody may list', { others: ghost('old'), forbidden: true }],
    ],
  },
  'missing-service-links': {
    breaks: [
      ['a Service that came later', 'info', laterServices(3, 1)],
      [
        'Services that make the next verdict worse',
        'low',
        { ...laterServices(300, 600), timing: { spawnInherited: timed(20) } },
      ],
    ],
    keeps: [['all there', { services: 3 }]],
  },
  'hidden-service-links': {
    breaks: [
      [
        'a declared variable of the same name',
        'info',
        { container: { env: [{ name: 'ORDERS_API_0000_PORT', from: 'value' }] } },
      ],
    ],
    keeps: [
      ['a declared variable of another name', { container: { env: [{ name: 'ORDERS', from: 'value' }] } }],
    ],
  },
  'contested-variable': {
    breaks: [
      [
        'foo and foo-service',
        'low',
        { services: [service('foo', '10.0.0.1', '80'), service('foo-service', '10.0.0.2', '80')] },
      ],
      ['kubernetes-service', 'high', { services: [service('kubernetes-service', '10.0.0.2', '80')] }],
    ],
    keeps: [
      ['names apart', { services: [service('foo', '10.0.0.1', '80'), service('bar', '10.0.0.2', '80')] }],
      [
        'a declared variable decides',
        {
          services: [service('foo', '10.0.0.1', '80'), service('foo-service', '10.0.0.2', '80')],
          container: { env: [{ name: 'FOO_SERVICE_PORT', from: 'value' }] },
        },
      ],
    ],
  },
  'image-variable-replaced': {
    breaks: [['a Service called like the image’s own port', 'medium', imagePort()]],
    keeps: [
      [
        'the spec declares it',
        { ...imagePort(), container: { env: [{ name: 'WEB_PORT', from: 'value', bytes: 4 }] } },
      ],
      [
        'a source of unknown keys may declare it',
        {
          ...imagePort(),
          container: {
            envFrom: [
              {
                kind: 'configmap',
                name: 'app',
                prefix: '',
                keys: { known: false, problem: { code: 'forbidden', message: 'may not' } },
              },
            ],
          },
        },
      ],
      [
        'a Service that is there, made anew',
        {
          ...imagePort(),
          predicted: [
            { outcome: 'same', count: 8 },
            { outcome: 'differs', count: 8 },
          ],
        },
      ],
      [
        'links off',
        { ...imagePort(), pod: { enableServiceLinks: false }, predicted: [{ outcome: 'same', count: 8 }] },
      ],
    ],
  },
  'stale-values': {
    breaks: [
      [
        'a Service that was made anew',
        'low',
        {
          services: 1,
          predicted: [
            { outcome: 'same', count: 8 },
            { outcome: 'differs', count: 1 },
            { outcome: 'same', count: 7 },
          ],
        },
      ],
    ],
    keeps: [
      ['equal values', { services: 1 }],
      [
        'a variable of the image that a newer Service will replace',
        {
          services: 1,
          predicted: [
            { outcome: 'same', count: 8 },
            { outcome: 'absent', count: 7 },
            { outcome: 'differs', count: 1 },
          ],
        },
      ],
    ],
  },
  throttled: {
    breaks: [['throttled in a quarter of the periods', 'info', throttledBy(5, 20)]],
    keeps: [['throttled less', throttledBy(4, 20)]],
  },
  'busy-node': {
    breaks: [['waiting without a limit', 'info', { services: 2001, timing: { loop: timed(830, 2500) } }]],
    keeps: [
      ['hardly waiting', { services: 2001, timing: { loop: timed(830, 1200) } }],
      [
        'waiting that a limit may explain',
        { timing: { loop: timed(830, 2500) }, probe: { cgroup: { cpuLimit: 0.3 } } },
      ],
      ['too short to tell', { timing: { loop: timed(2, 8) } }],
    ],
  },
  'service-links-off': {
    breaks: [['links off', 'ok', { pod: { enableServiceLinks: false } }]],
    keeps: [['links on', {}]],
  },
};

describe.each(Object.entries(CASES))('%s', (code, { breaks, keeps }) => {
  test.each(breaks)('holds for: %s (%s)', (_, severity, scenario) => {
    const found = findingsOf(scenario).find((finding) => finding.code === code);
    expect(found?.severity).toBe(severity);
    expect(found?.message).toMatch(/^[A-Z\d].*\.$/);
    expect(found?.message).not.toMatch(/undefined|NaN|\[object/);
    expect(found?.evidence.length).toBeGreaterThan(0);
  });

  test.each(keeps)('does not hold for: %s', (_, scenario) => {
    expect(findingsOf(scenario).map((finding) => finding.code)).not.toContain(code);
  });
});

test('every code has a rule, a title, a reason and an advice', () => {
  expect(Object.keys(RULES).toSorted()).toEqual(Object.keys(CONTAINER_FINDINGS).toSorted());
  for (const { title, why, todo } of Object.values(FINDINGS)) {
    expect([title, why, todo].every((text) => text.length > 5)).toBe(true);
  }
});

function findingsOf(scenario: Scenario) {
  const [report] = analyze(evidenceOf(scenario)).containers;
  return report?.findings ?? [];
}

function nothingRuns(): Scenario {
  return { probe: { processes: { main: '/app', executables: ['/app'] } } };
}

function notRunning(): Scenario['probe'] {
  return { known: false, code: 'not-running', message: 'container web is not running' };
}

function nginx(): Scenario {
  return {
    container: { image: 'nginx:1.27' },
    probe: { processes: { main: 'nginx', executables: ['nginx'] } },
  };
}

/** The image sets WEB_PORT, and a Service that came after the start makes it, too. */
function imagePort(): Scenario {
  return {
    services: [{ ...service('web', '10.96.1.10', 'http:80'), createdAt: LATER }],
    predicted: [
      { outcome: 'same', count: 8 },
      { outcome: 'absent', count: 3 },
      { outcome: 'differs', count: 1 },
      { outcome: 'absent', count: 4 },
    ],
  };
}

/** Services of the container's start, and others that it does not have yet. */
function laterServices(old: number, later: number): Scenario {
  const services = manyServices(old + later).map((each, index) =>
    index < old ? each : { ...each, createdAt: LATER },
  );
  return {
    services,
    predicted: [
      { outcome: 'same', count: 8 + old * 8 },
      { outcome: 'absent', count: later * 8 },
    ],
  };
}

function execProbe(startCpuMs: number, timeoutSeconds: number): Scenario {
  return {
    services: 2001,
    container: {
      execProbes: [{ kind: 'liveness', command: ['cat', '/tmp/ok'], timeoutSeconds, periodSeconds: 10 }],
    },
    probe: { cgroup: {}, cost: { startCpuMs, roundTripMs: 1 } },
  };
}

function ghost(name: string): { name: string; bytes: number }[] {
  const prefix = name.toUpperCase();
  return [
    ['SERVICE_HOST', 8],
    ['SERVICE_PORT', 2],
    ['PORT', 17],
    ['PORT_80_TCP', 17],
    ['PORT_80_TCP_PROTO', 3],
    ['PORT_80_TCP_PORT', 2],
    ['PORT_80_TCP_ADDR', 8],
  ].map(([part, bytes]) => ({ name: `${prefix}_${part}`, bytes: Number(bytes) }));
}

function throttledBy(throttledPeriods: number, periods: number): Scenario {
  return {
    services: 2001,
    timing: { loop: timed(830, 2500) },
    probe: {
      cgroup: {
        cpuLimit: 0.3,
        before: { periods: 100, throttledPeriods: 10, throttledMs: 50 },
        after: { periods: 100 + periods, throttledPeriods: 10 + throttledPeriods, throttledMs: 500 },
      },
    },
  };
}

test('of a pod that was evicted nobody says that its program could not be started', () => {
  const seen = evidenceOf({
    ...notStarted('Evicted: The node was low on memory.'),
    pod: { status: 'Evicted' },
  });
  const text = JSON.stringify(analyze(seen).containers[0]!.findings);
  expect(text).toContain('The pod is over (Evicted): The node was low on memory. It had to go');
  expect(text).not.toMatch(/could not start|Check command/);
});
