import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../../src/analyze/stages/index.ts';
import { STAGES, type Cause, type Diagnosis } from '../../../../src/contracts/diagnosis.ts';
import type { DiagnosisEvidence, EventEvidence } from '../../../../src/contracts/diagnosis-evidence.ts';
import { evidenceOf } from '../../evidence.ts';
import { altered, known, ticks, unknown, valueOf } from '../healthy-evidence.ts';
import { heldUp, largeEnvironment, limited, mainOf, notFound127, sampleOf } from '../scenes.ts';

const conclude = (evidence: DiagnosisEvidence): Diagnosis['rootCause'] =>
  diagnose(evidence, STAGES).rootCause;
const OCI =
  'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ';

describe('a container that never started', () => {
  test.each<[string, string, RegExp]>([
    [
      'no such program',
      'exec: "/nosuch/binary": stat /nosuch/binary: no such file or directory: unknown',
      /: exec: "\/nosuch\/binary": stat \/nosuch\/binary: no such file or directory\. The program is not in the image.*first word of command: \/nosuch\/binary\./,
    ],
    ['nothing in PATH', 'exec: "server": executable file not found in $PATH: unknown', /not in its PATH/],
    [
      'crun says it',
      'executable file `server` not found in $PATH: No such file or directory',
      /not in its PATH/,
    ],
    ['no right', 'exec: "/app/run.sh": permission denied: unknown', /may not be executed/],
    ['another processor', 'exec /app/server: exec format error', /another kind of processor/],
    [
      'a working directory that is none',
      'error during container init: mkdir /dev/null: not a directory: unknown',
      /The working directory \(\/dev\/null\) is not in the image/,
    ],
    [
      'no working directory',
      'chdir to cwd ("/srv") set in config.json failed: no such file or directory: unknown',
      /The working directory \(\/srv\) is not in the image/,
    ],
    ['no user', 'unable to find user app: no matching entries in passwd file', /etc\/passwd/],
    [
      'no profile',
      'cannot load seccomp profile "/var/lib/kubelet/seccomp/x.json": open: no such file or directory',
      /seccomp or AppArmor profile/,
    ],
    [
      'too little memory',
      'container init was OOM-killed (memory limit too low?): unknown',
      /memory limit is too small/,
    ],
    [
      'a mount',
      'error mounting "/var/lib/x" to rootfs at "/etc/app.conf": mount: not a directory: unknown',
      /volume cannot be mounted/,
    ],
    ['words that nobody knows', 'something odd', /could not start the container’s program/],
  ])('%s', (_, message, says) => {
    const evidence = startError(`${OCI}${message}`);
    evidence.audit.containers[0]!.container.command = ['/nosuch/binary'];
    const { stages, rootCause } = diagnose(evidence, STAGES);
    expect(rootCause).toMatchObject({ cause: 'not-started', confidence: 'proved' });
    expect(rootCause.conclusion).toMatch(says);
    expect(rootCause.conclusion).not.toContain('failed to create shim task');
    expect(rootCause.because).toEqual([
      { text: expect.any(String), stage: 'app-limits', check: 'container-start' },
    ]);
    const said = JSON.stringify([stages, rootCause]);
    expect(said).not.toMatch(/ended by itself|program’s own|0 of 0 variables|kubectl logs|does not stay up/);
  });

  test.each<[string, string, RegExp]>([
    [
      'ErrImagePull',
      'rpc error: failed to resolve reference "x": pull access denied, repository does not exist or may require authorization',
      /does not let this pod pull/,
    ],
    ['ErrImagePull', 'failed to pull and unpack image "x:9": x:9: not found', /no such image or tag/],
    ['ErrImagePull', 'no match for platform in manifest', /not built for the node/],
    [
      'ErrImageNeverPull',
      'Container image "x" is not present with pull policy of Never',
      /imagePullPolicy is Never/,
    ],
    [
      'InvalidImageName',
      'Failed to apply default image tag "X:": couldn\'t parse image reference',
      /no name of one/,
    ],
    [
      'CreateContainerConfigError',
      "couldn't find key url in ConfigMap shop/settings",
      /The key url is not in/,
    ],
    [
      'CreateContainerConfigError',
      'container has runAsNonRoot and image will run as root (pod: "x", container: web)',
      /the image runs as root/,
    ],
    ['CreateContainerError', 'context deadline exceeded', /did not answer in time/],
    ['RunContainerError', `${OCI}exec: "x": executable file not found in $PATH`, /not in its PATH/],
  ])('%s: %s', (reason, message, says) => {
    const { cause, confidence, conclusion } = conclude(heldUp({ state: `waiting: ${reason}`, message }));
    expect({ cause, confidence }).toEqual({ cause: 'not-started', confidence: 'proved' });
    expect(conclusion).toMatch(says);
  });

  test('a back-off of pulls says why the image could not be pulled', () => {
    const evidence = heldUp({ state: 'waiting: ImagePullBackOff', message: 'Back-off pulling image "x:1"' });
    evidence.podEvents = known([
      event('Failed', 'Failed to pull image "x:1": unexpected status: 401 Unauthorized'),
    ]);
    expect(conclude(evidence).conclusion).toMatch(
      /401 Unauthorized\. The registry does not let this pod pull/,
    );
  });

  test('is told what its next start would get', () => {
    const evidence = startError(OCI);
    const { container } = evidence.audit.containers[0]!;
    const silent = { known: false, code: 'not-running', message: 'it does not run' } as const;
    evidence.audit = evidenceOf({ services: 2000, container, probe: silent });
    const said = JSON.stringify(diagnose(evidence, STAGES));
    expect(said).toMatch(/16,00\d of 16,0\d\d variables/);
    expect(said).not.toContain('0 of 0 variables');
  });
});

describe('a crash', () => {
  test('is not ruled out beside events that say that the kubelet waits before it starts it again', () => {
    const evidence = altered((each) => {
      each.podEvents = known([event('BackOff', 'Back-off restarting failed container')]);
      Object.assign(valueOf(each.podState).container, {
        restarts: 4,
        lastExit: { code: 137, reason: 'Error', finishedAt: '2026-03-02T20:00:00Z' },
      });
    });
    const { ruledOut, contributing } = conclude(evidence);
    expect(ruledOut.map(({ cause }) => cause)).not.toContain('crash');
    expect(contributing.map(({ cause }) => cause)).toContain('crash');
  });

  test('says the line of the log that decides', () => {
    const { conclusion, mends, because } = conclude(
      logged(notFound127(), [
        'starting',
        'FATAL: cannot read /config/settings.yaml',
        '    at main (/app/x.js:1:1)',
      ]),
    );
    expect(conclusion).toContain('Its log says: “FATAL: cannot read /config/settings.yaml”.');
    expect(because.map(({ check }) => check)).toContain('last-log');
    expect(mends[0]).toMatchObject({
      title: 'Mend what its log tells',
      command: expect.stringMatching(/-c web$/),
    });
  });

  test('whose log may not be read says so, and how to read it', () => {
    const evidence = notFound127();
    evidence.log = unknown('forbidden', 'user "dev" may not get pods/log in namespace "shop"');
    const { rootCause, incomplete } = diagnose(evidence, STAGES);
    expect(rootCause.surer.map(({ text }) => text).join('\n')).toContain('pods/log');
    // The crash is proved without it.
    expect(incomplete).toEqual([]);
  });
});

describe('a service link that is taken for a port', () => {
  const NAN =
    'RangeError [ERR_SOCKET_BAD_PORT]: Port should be >= 0 and < 65536. Received type number (NaN).';
  test.each<[string, string, string, RegExp, string]>([
    [
      'the log holds its value',
      'cache',
      "Error: Received type string ('tcp://10.96.7.7:6379'): not a port number",
      /CACHE_PORT=tcp:\/\/10\.96\.7\.7:6379 of the Service cache/,
      'proved',
    ],
    ['the log holds its name', 'cache', 'invalid port in CACHE_PORT', /CACHE_PORT=/, 'proved'],
    ['the app’s own Service is called so', 'web', NAN, /The Service of the app itself .*WEB_PORT=/, 'proved'],
    ['a Service is called as apps ask for it', 'redis', NAN, /REDIS_PORT=/, 'likely'],
  ])('%s', (_, service, line, says, confidence) => {
    const evidence = logged(notFound127(), [line]);
    const { audit } = evidence;
    audit.services[audit.containers[0]!.pod.namespace] = known([
      {
        name: service,
        clusterIP: '10.96.7.7',
        ports: [{ port: 6379, protocol: 'TCP' }],
        createdAt: '2026-01-01T00:00:00Z',
      },
    ]);
    const { cause, conclusion, confidence: sure, mends } = conclude(evidence);
    expect({ cause, sure }).toEqual({ cause: 'variable-collision', sure: confidence });
    expect(conclusion).toMatch(says);
    expect(mends[0]?.command).toContain('enableServiceLinks');
  });

  test('is told of the Service that apps ask for by its bare name, before those whose names end so', () => {
    const evidence = logged(notFound127(), [NAN]);
    const { audit } = evidence;
    const names = ['hung-backend', 'orders-redis', 'redis', 'zebra-redis'];
    audit.services[audit.containers[0]!.pod.namespace] = known(names.map(redisLike));
    expect(conclude(evidence).conclusion).toMatch(/name that apps read: REDIS_PORT=(?!.*BACKEND)/);
  });

  test('is none where the container declares the variable itself, or has no links', () => {
    for (const change of [
      (each: DiagnosisEvidence) =>
        (each.audit.containers[0]!.container.env = [{ name: 'REDIS_PORT', from: 'value' }]),
      (each: DiagnosisEvidence) => (each.audit.containers[0]!.pod.enableServiceLinks = false),
    ]) {
      const evidence = logged(notFound127(), [NAN]);
      evidence.audit.services['shop'] = known([
        {
          name: 'redis',
          clusterIP: '10.96.7.7',
          ports: [{ port: 6379, protocol: 'TCP' }],
          createdAt: '2026-01-01T00:00:00Z',
        },
      ]);
      change(evidence);
      expect(conclude(evidence).cause).toBe('crash');
    }
  });
});

describe('each limit has a cause', () => {
  test.each<[Cause, string, (evidence: DiagnosisEvidence) => unknown]>([
    ['open-files', 'likely', (each) => Object.assign(mainOf(each), { openFiles: 128, openFilesLimit: 128 })],
    ['open-files', 'possible', (each) => Object.assign(mainOf(each), { openFiles: 80, openFilesLimit: 100 })],
    ['process-limit', 'likely', (each) => (sampleOf(each).cgroup.pids = { current: 100, limit: 100 })],
    ['process-limit', 'likely', (each) => (mainOf(each).processesLimit = 23)],
    ['ephemeral-storage', 'likely', (each) => (valueOf(each.nodeStats).ephemeralStorage = 1020 * 1024 ** 2)],
    [
      'memory-limit',
      'possible',
      (each) =>
        Object.assign(sampleOf(each).cgroup.memory, {
          workingSet: { first: 0, last: 490 * 1024 ** 2 },
          anon: { first: 0, last: 485 * 1024 ** 2 },
        }),
    ],
  ])('%s, %s', (cause, confidence, change) => {
    const evidence = altered((each) => void change(each));
    expect(conclude(evidence)).toMatchObject({ cause, confidence });
  });

  test('ephemeral storage is proved where the pod was evicted for it, and not where its node was short of it', () => {
    expect(
      conclude(evicted('Pod ephemeral local storage usage exceeds the total limit of containers 20Mi. ')),
    ).toMatchObject({ cause: 'ephemeral-storage', confidence: 'proved' });
    expect(conclude(evicted('The node was low on resource: ephemeral-storage. ')).cause).not.toBe(
      'ephemeral-storage',
    );
  });

  test.each<[Cause, string]>([
    ['open-files', 'Error: EMFILE: too many open files, open /data/x'],
    ['process-limit', 'Error: spawn /bin/sh EAGAIN'],
    ['ephemeral-storage', 'write /tmp/x: no space left on device'],
  ])('%s is proved where it is full and the log says so', (cause, line) => {
    const evidence = logged(
      altered((each) => {
        Object.assign(mainOf(each), { openFiles: 1000, openFilesLimit: 1000 });
        sampleOf(each).cgroup.pids = { current: 100, limit: 100 };
        valueOf(each.nodeStats).ephemeralStorage = 1024 ** 3;
      }),
      [line],
    );
    expect(conclude(evidence)).toMatchObject({ cause, confidence: 'proved' });
  });
});

test.each<[string, (evidence: DiagnosisEvidence) => unknown, Cause | undefined, string]>([
  [
    'times out, as the kubelet says',
    (each) =>
      (each.podEvents = known([event('Unhealthy', 'Readiness probe failed: command "sh -c x" timed out')])),
    'exec-probes',
    'proved',
  ],
  [
    'keeps our own exec from beginning',
    (each) => (each.sample = unknown('exec-timeout', 'container web did not answer in 25 s')),
    'exec-probes',
    'likely',
  ],
  ['was not seen to time out', () => undefined, 'exec-probes', 'possible'],
])('an exec probe that pays for 16,000 variables at a small limit and %s', (_, change, cause, confidence) => {
  const evidence = altered((each) => {
    largeEnvironment(each, {
      container: {
        cpuLimit: 0.05,
        execProbes: [{ kind: 'readiness', command: ['sh', '-c', '****'], timeoutSeconds: 1 }],
      },
    });
    each.audit.containers[0]!.probe = unknown('timed-out', 'the container did not answer in 20 s');
    each.sample = unknown('not-asked', 'it was not asked');
    each.peers = unknown('not-asked', 'it was not asked');
    valueOf(each.podState).container.ready = false;
    if (confidence === 'possible') each.audit.containers[0]!.probe = unknown('not-asked', 'it was not asked');
    change(each);
  });
  expect(conclude(evidence)).toMatchObject({ cause, confidence });
});

describe('a CPU limit', () => {
  test('of 100m that is used up all the time is the cause, however much the app would use', () => {
    const evidence = altered((each) => {
      limited(each, 0.1);
      sampleOf(each).cgroup.ticks = ticks({ cores: 0.1, throttledPeriods: 9.8, msPerPeriod: 90 });
      Object.assign(mainOf(each), {
        mainThreadCpuMs: 950,
        cpuMs: 960,
        runQueueWaitMs: 8600,
        states: { R: 40 },
        longestBusyMs: 10_000,
      });
    });
    expect(conclude(evidence)).toMatchObject({ cause: 'cpu-limit', confidence: 'proved' });
  });

  test('that held it back before the audit and beside it is likely the cause, and its use is not nothing', () => {
    const evidence = besideAudit({ before: 57, throttled: 10 });
    const { stages, rootCause } = diagnose(evidence, STAGES);
    expect(rootCause).toMatchObject({ cause: 'cpu-limit', confidence: 'likely' });
    expect(rootCause.conclusion).toMatch(
      /in 80\.3% of the CPU periods, and in 100\.0% while our audit ran.* at least 61\.1% of it/,
    );
    const used = stages.flatMap(({ checks }) => checks).find(({ id }) => id === 'cpu-usage');
    expect(used?.measured).toBe('61.1% of 0.1 CPU (0.06 CPU)');
  });

  test('that only looking ran into is not blamed where the main thread did not wait', () => {
    const evidence = altered((each) => {
      limited(each, 0.05);
      sampleOf(each).cgroup.ticks = ticks({ cores: 0.02, throttledPeriods: 7 });
      sampleOf(each).cost.cpuMs = 200;
      Object.assign(mainOf(each), { cpuMs: 20, mainThreadCpuMs: 20, states: { S: 40 }, runQueueWaitMs: 20 });
    });
    expect(conclude(evidence).cause).toBeUndefined();
  });

  test('that did not hold it back before the audit is not blamed for what the audit used', () => {
    expect(conclude(besideAudit({ before: 1, throttled: 10 })).cause).toBeUndefined();
  });

  test('beside an audit that used all that was used leaves its use unknown', () => {
    const evidence = besideAudit({ before: 57, throttled: 10 });
    sampleOf(evidence).processes = unknown('no-proc', 'the processes may not be read');
    evidence.metrics = unknown('not-installed', 'there is no metrics server');
    const used = diagnose(evidence, STAGES)
      .stages.flatMap(({ checks }) => checks)
      .find(({ id }) => id === 'cpu-usage');
    expect(used?.verdict).toBe('unknown');
  });
});

/** 1.8 s in which the audit ran all the time, in a container with a limit of 100m; captured, but for what is given. */
const redisLike = (name: string, at: number) => ({
  name,
  clusterIP: `10.96.7.${at}`,
  ports: [{ port: 6379, protocol: 'TCP' as const }],
  createdAt: '2026-01-01T00:00:00Z',
});

function besideAudit({ before, throttled }: { before: number; throttled: number }): DiagnosisEvidence {
  return altered((each) => {
    limited(each, 0.1);
    const sample = sampleOf(each);
    Object.assign(sample, { to: sample.from + 1.8, cost: { cpuMs: 180, forks: 16, roundTripMs: 3341 } });
    sample.cgroup.ticks = [0, 1, 1.8].map((at) => ({
      at: sample.from + at,
      usageMs: 1035 + at * 97,
      periods: 104 + at * 10,
      throttledPeriods: before + 33 + at * throttled,
      throttledMs: 5732 + at * 1400,
    }));
    const probe = valueOf(each.audit.containers[0]!.probe);
    probe.uptime = { from: sample.from - 3, to: sample.from + 5 };
    probe.cgroup.before = { periods: 71, throttledPeriods: before, throttledMs: before * 43 };
    Object.assign(mainOf(each), {
      cpuMs: 110,
      mainThreadCpuMs: 82,
      runQueueWaitMs: 1517,
      states: { R: 4 },
      longestBusyMs: 1000,
    });
  });
}

test('a crash is not hidden by what may only contribute: exec probes of a container that does not run', () => {
  const evidence = notFound127();
  const { container, pod } = evidence.audit.containers[0]!;
  const execProbes = [{ kind: 'liveness' as const, command: ['sh', '-c', '**'], timeoutSeconds: 1 }];
  const silent = { known: false, code: 'not-running', message: 'it does not run' } as const;
  evidence.audit = evidenceOf({
    services: 2000,
    pod,
    container: { ...container, cpuLimit: 0.05, execProbes },
    probe: silent,
  });
  expect(conclude(evidence)).toMatchObject({ cause: 'crash', confidence: 'proved' });
});

function startError(message: string): DiagnosisEvidence {
  const lastExit = { code: 128, reason: 'StartError', message, finishedAt: '2026-03-02T23:59:00Z' };
  const evidence = heldUp({ state: 'waiting: CrashLoopBackOff', restarts: 3, lastExit });
  const { startedAt: _, ...container } = evidence.audit.containers[0]!.container;
  evidence.audit.containers[0]!.container = {
    ...container,
    restarts: 3,
    lastExit: { code: 128, reason: 'StartError' },
  };
  evidence.podEvents = known([event('BackOff', 'Back-off restarting failed container')]);
  return evidence;
}

function evicted(message: string): DiagnosisEvidence {
  const evidence = heldUp({ state: 'waiting: not created' });
  evidence.podEvents = known([event('Evicted', message)]);
  return evidence;
}

function logged(evidence: DiagnosisEvidence, lines: string[]): DiagnosisEvidence {
  return Object.assign(evidence, { log: known({ of: 'last', lines }) });
}

function event(reason: string, message: string): EventEvidence {
  return { type: 'Warning', reason, message, count: 3, lastAt: '2026-03-02T23:59:00Z' };
}
