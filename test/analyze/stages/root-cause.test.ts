import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHECKS } from '../../../src/analyze/stages/checks.ts';
import type { CheckRule } from '../../../src/analyze/stages/define-check.ts';
import { diagnose } from '../../../src/analyze/stages/index.ts';
import { CAUSES } from '../../../src/analyze/stages/root-cause/causes.ts';
import type { Threshold } from '../../../src/analyze/figures/threshold.ts';
import { THRESHOLDS } from '../../../src/analyze/figures/thresholds.ts';
import { STAGES, type Cause, type Diagnosis } from '../../../src/contracts/diagnosis.ts';
import type {
  ContainerStateEvidence,
  DiagnosisEvidence,
  ExitEvidence,
} from '../../../src/contracts/diagnosis-evidence.ts';
import type { SampleEvidence } from '../../../src/contracts/sample-evidence.ts';
import { evidenceOf } from '../evidence.ts';
import {
  altered,
  alteredSample,
  COLLECTED,
  firstLast,
  healthyEvidence,
  known,
  ticks,
  unknown,
  valueOf,
  without,
} from './healthy-evidence.ts';
import * as scenes from './scenes.ts';
import { childrenOf, heldUp, mainOf, requests, sampleOf } from './scenes.ts';

const BACK_OFF = {
  type: 'Warning',
  reason: 'BackOff',
  message: 'Back-off restarting failed container',
  count: 3,
};

interface Case {
  make: () => DiagnosisEvidence;
  cause: Cause | undefined;
  confidence: 'proved' | 'likely' | 'possible' | 'none';
  says?: RegExp;
  /** Causes that must be named as contributing. */
  beside?: Cause[];
  /** Causes that must be named as ruled out. */
  out?: Cause[];
}

const CASES: Record<string, Case> = {
  'synchronous children with 16,000 service links each': {
    make: scenes.caseA,
    cause: 'service-links',
    confidence: 'proved',
    says: /16,000 of 16,011 variables are service links; each child process costs about 870 ms .* it started about 5 in 10\.0 s; hence 87 % of its time/,
    out: ['host-cpu', 'app-cpu'],
  },
  'the same, ten times as rarely, is one part among others': {
    make: () =>
      altered((evidence) => {
        Object.assign(evidence, scenes.caseA());
        Object.assign(childrenOf(evidence), {
          created: 2,
          seen: [{ parent: 'node', name: 'sh', count: 1, longestMs: 100 }],
        });
        Object.assign(mainOf(evidence), {
          mainThreadCpuMs: 1900,
          cpuMs: 2000,
          states: { R: 15, S: 25 },
          looksWithChild: 1,
          longestBusyMs: 1800,
          runQueueWaitMs: 1700,
        });
        sampleOf(evidence).cgroup.ticks = ticks({ cores: 0.2, throttledPeriods: 3 });
      }),
    cause: 'service-links',
    confidence: 'proved',
  },
  'connections to an idle app live 3 s while as many are open to a dependency': {
    make: scenes.waitingForBackend,
    cause: 'slow-dependency',
    confidence: 'possible',
    says: /^The app is idle, yet connections to it live 3\.06 s on average\. Meanwhile about as many are open to service\/postgres\.shop:5432/,
  },
  'the same, but the app computes': {
    make: () => {
      const evidence = scenes.waitingForBackend();
      Object.assign(mainOf(evidence), { states: { R: 22, S: 18 }, mainThreadCpuMs: 5000, cpuMs: 5200 });
      sampleOf(evidence).cgroup.ticks = ticks({ cores: 0.52 });
      return evidence;
    },
    cause: undefined,
    confidence: 'none',
  },
  's6-overlay that copies every variable before the app begins': {
    make: scenes.caseB,
    cause: 'service-links',
    confidence: 'likely',
    says: /slows the start: .*s6-overlay handles every one/,
  },
  'the same, where the model reckons a part of it and the app was seen to begin a minute late': {
    make: () => caseBWhoseAppBeganAfter(60_000),
    cause: 'service-links',
    confidence: 'likely',
    says: /s6-overlay handles every one before the app begins: the app began 1 min 0 s after/,
  },
  'the same, where it began so late that so many variables cannot be all of it': {
    make: () => caseBWhoseAppBeganAfter(3_000_000),
    cause: undefined,
    confidence: 'none',
  },
  'a container that crashed twice ten minutes ago and has run well since': {
    make: () => crashedBefore('2026-03-02T23:50:00Z'),
    cause: undefined,
    confidence: 'none',
    beside: ['crash'],
  },
  'one that crashed two minutes ago, after runs of fifteen seconds, and runs well since': {
    make: () => {
      const evidence = crashedBefore('2026-03-02T23:58:00Z');
      valueOf(evidence.podState).container.startedAt = '2026-03-02T23:58:10Z';
      // Of before it was started again.
      evidence.podEvents = known([{ ...BACK_OFF, lastAt: '2026-03-02T23:58:08Z' }]);
      return evidence;
    },
    cause: 'crash',
    confidence: 'possible',
    says: /^The container restarted 2m ago, 2 times in all\./,
  },
  'one that crashed twenty seconds ago, after runs of fifteen': {
    make: () => crashedBefore('2026-03-02T23:59:40Z'),
    cause: 'crash',
    confidence: 'likely',
  },
  'an app that says of itself that it is not ready': {
    make: () => unready('Readiness probe failed: HTTP probe failed with statuscode: 503'),
    cause: 'not-ready',
    confidence: 'likely',
    says: /^The pod is not ready\. .*its readiness probe fails: HTTP probe failed with statuscode: 503\.$/,
    out: ['not-started'],
  },
  'an app whose readiness probe gets no answer': {
    make: () => unready('Readiness probe failed: Get "http://10.1.2.3:80/": dial tcp: connection refused'),
    cause: 'not-ready',
    confidence: 'possible',
  },
  'an app beside which a container crashes': {
    make: () => {
      const evidence = unready(undefined);
      const { container, others, conditions } = valueOf(evidence.podState);
      const lastExit = { code: 1, reason: 'Error', finishedAt: '2026-03-02T23:59:00Z' };
      others.push({
        ...container,
        name: 'proxy',
        state: 'waiting: CrashLoopBackOff',
        ready: false,
        lastExit,
      });
      container.ready = true;
      conditions.find(({ type }) => type === 'Ready')!.message = 'containers with unready status: [proxy]';
      evidence.podEvents = known([{ ...BACK_OFF, lastAt: '2026-03-02T23:59:30Z' }]);
      evidence.log = known({ container: 'proxy', of: 'last', lines: ['listen: no certificate'] });
      return evidence;
    },
    cause: 'not-ready',
    confidence: 'proved',
    says: /its container proxy is waiting: CrashLoopBackOff, exit code 1; its log says: “listen: no certificate”\.$/,
  },
  'an app that never rests, and gets a fifth of a core on a node that others keep busy': {
    make: () => {
      const evidence = scenes.busyNeighbours();
      const main = mainOf(evidence);
      Object.assign(main, { states: { R: 40, S: 10 }, mainThreadCpuMs: 2000, runQueueWaitMs: 7500 });
      return evidence;
    },
    cause: 'host-cpu',
    confidence: 'likely',
    says: /It never rests itself/,
    beside: ['app-cpu'],
  },
  'an app that uses half of what a busy node uses, and waits behind others': {
    make: () => {
      const evidence = scenes.busyNeighbours();
      sampleOf(evidence).cgroup.cpuLimit = 'none';
      delete valueOf(evidence.podState).container.limits.cpu;
      sampleOf(evidence).cgroup.ticks = ticks({ cores: 2.1, unlimited: true });
      return evidence;
    },
    cause: 'host-cpu',
    confidence: 'likely',
    says: /^This container and others keep the CPUs of node node-1 busy \(this container’s part is 5\d(\.\d)? %\)/,
  },
  'copies of the environment for each request on a node that others keep busy': {
    make: () => {
      const evidence = scenes.copies();
      sampleOf(evidence).host = sampleOf(scenes.busyNeighbours()).host;
      sampleOf(evidence).network.counters['Tcp.PassiveOpens'] = firstLast(5000, 5002);
      sampleOf(evidence).cgroup.ticks = ticks({ cores: 0.2 });
      Object.assign(mainOf(evidence), { mainThreadCpuMs: 1500, cpuMs: 1600, runQueueWaitMs: 8000 });
      return evidence;
    },
    cause: 'host-cpu',
    confidence: 'likely',
    beside: ['service-links'],
  },
  'threads beside the main one that wait behind others, and of which one computes at a time': {
    make: () => {
      const evidence = scenes.busyNeighbours();
      const main = mainOf(evidence);
      const worker = (tid: number) => ({ ...thread(tid, 400, 'R'), runQueueWaitMs: 4000 });
      Object.assign(main, {
        states: { S: 50 },
        mainThreadCpuMs: 0,
        runQueueWaitMs: 0,
        bursts: undefined,
        longestBusyMs: 0,
        threads: [
          { ...thread(main.pid, 0, 'S'), runQueueWaitMs: 0 },
          worker(main.pid + 7),
          worker(main.pid + 8),
          worker(main.pid + 9),
        ],
      });
      return evidence;
    },
    cause: 'host-cpu',
    confidence: 'likely',
    says: /the main thread rests, and of the threads beside it one waited for a CPU for 40 % of the time/,
    beside: ['app-cpu'],
  },
  'threads beside the main one that use a core together': {
    make: () => alteredSample((sample) => spin(sample, 4, 245)),
    cause: 'app-cpu',
    confidence: 'possible',
    says: /its threads use 98 % of a core together; where a runtime lets only one/,
  },
  'threads beside the main one that compute on a node that others keep busy': {
    make: () => {
      const evidence = scenes.busyNeighbours();
      const main = mainOf(evidence);
      Object.assign(main, {
        states: { S: 50 },
        mainThreadCpuMs: 0,
        runQueueWaitMs: 0,
        bursts: undefined,
        longestBusyMs: 0,
        threads: [thread(main.pid, 0, 'S'), thread(main.pid + 7, 900, 'R'), thread(main.pid + 8, 900, 'R')],
      });
      return evidence;
    },
    cause: undefined,
    confidence: 'none',
    beside: ['host-cpu'],
  },
  'a pod that waits for a gate of its own': {
    make: () => {
      const evidence = unready(undefined);
      valueOf(evidence.podState).container.ready = true;
      return evidence;
    },
    cause: undefined,
    confidence: 'none',
    beside: ['not-ready'],
  },
  'one that crashed ten minutes ago, and is held back now': {
    make: () => {
      const evidence = crashedBefore('2026-03-02T23:50:00Z');
      evidence.podEvents = known([{ ...BACK_OFF, lastAt: '2026-03-02T23:59:00Z' }]);
      return evidence;
    },
    cause: 'crash',
    confidence: 'likely',
  },
  'a node that other pods keep busy': {
    make: scenes.busyNeighbours,
    cause: 'host-cpu',
    confidence: 'proved',
    out: ['cpu-limit', 'service-links', 'app-cpu'],
  },
  'a node that other pods keep busy, and a limit that is hit now and then': {
    make: () => {
      const evidence = scenes.busyNeighbours();
      scenes.limited(evidence, 0.5);
      sampleOf(evidence).cgroup.ticks = ticks({ cores: 0.2, throttledPeriods: 3, msPerPeriod: 20 });
      return evidence;
    },
    cause: 'host-cpu',
    confidence: 'proved',
    says: /the main thread waited for a CPU for 48 % of the time: 42 % behind other tasks, 6 % for its CPU limit/,
    beside: ['cpu-limit'],
  },
  'a limit that is hit all the time, on a node that other pods keep busy': {
    make: () => {
      const evidence = scenes.busyNeighbours();
      scenes.limited(evidence, 0.5);
      sampleOf(evidence).cgroup.ticks = ticks({ cores: 0.3, throttledPeriods: 6 });
      return evidence;
    },
    cause: 'cpu-limit',
    confidence: 'likely',
    beside: ['host-cpu'],
  },
  'a node that other pods keep busy, and a huge environment of which a child pays now and then': {
    make: () => {
      const evidence = scenes.busyNeighbours();
      scenes.largeEnvironment(evidence, { container: { cpuLimit: 1 } });
      Object.assign(childrenOf(evidence), {
        created: 1,
        seen: [{ parent: 'node', name: 'sh', count: 1, longestMs: 100 }],
      });
      mainOf(evidence).looksWithChild = 1;
      return evidence;
    },
    cause: 'host-cpu',
    confidence: 'proved',
  },
  'synchronous children with service links on a node that others keep busy': {
    make: () => {
      const evidence = scenes.caseA();
      const { host } = sampleOf(scenes.busyNeighbours());
      sampleOf(evidence).host = host;
      mainOf(evidence).runQueueWaitMs = 7900;
      Object.assign(mainOf(evidence), { mainThreadCpuMs: 1900, cpuMs: 2000 });
      sampleOf(evidence).cgroup.ticks = ticks({ cores: 0.21, throttledPeriods: 1 });
      return evidence;
    },
    cause: 'service-links',
    confidence: 'proved',
    says: /it started about 4 in 10\.0 s/,
  },
  'an app that computes all the time on a node that others keep busy': {
    make: () => {
      const evidence = scenes.burner();
      sampleOf(evidence).host = sampleOf(scenes.busyNeighbours()).host;
      Object.assign(mainOf(evidence), { mainThreadCpuMs: 5800, cpuMs: 6000, runQueueWaitMs: 4000 });
      sampleOf(evidence).cgroup.ticks = ticks({ cores: 0.6 });
      return evidence;
    },
    cause: 'app-cpu',
    confidence: 'likely',
  },
  'a node that this pod itself keeps busy': {
    make: scenes.busyByItself,
    cause: 'app-cpu',
    confidence: 'proved',
  },
  'a CPU limit that cuts the bursts of a small demand': {
    make: scenes.smallLimit,
    cause: 'cpu-limit',
    confidence: 'proved',
    says: /51\.7% of its limit of 0\.3 CPU on average, and was held back in 50\.0% .* bursts/,
    out: ['app-cpu', 'host-cpu'],
  },
  'an app that computes all the time, with a huge environment and no child': {
    make: scenes.burner,
    cause: 'app-cpu',
    confidence: 'proved',
    out: ['service-links', 'cpu-limit'],
  },
  'an app that uses up a limit of half a core, with a huge environment and no child': {
    make: scenes.throttledBurner,
    cause: 'app-cpu',
    confidence: 'likely',
    out: ['service-links'],
  },
  'a dependency that takes 3 s, asked by an idle app with a huge environment': {
    make: scenes.slowBackend,
    cause: 'slow-dependency',
    confidence: 'proved',
    says: /backend:9090\/: All 5 requests took 3\.01 to 3\.05 s; the time passed between connect and the first byte/,
    out: ['service-links', 'app-cpu'],
  },
  'an idle app whose own answers are slow: it waits for something': {
    make: () =>
      altered((evidence) => {
        evidence.request.urls = ['http://127.0.0.1:3000/'];
        sampleOf(evidence).requests = [
          { url: 'http://127.0.0.1:3000/', tool: 'curl', requests: requests(2, 2.1, 2) },
        ];
      }),
    cause: 'slow-dependency',
    confidence: 'possible',
    says: /perhaps for service\/postgres\.shop:5432/,
  },
  'a Service without endpoints, to which connections wait': {
    make: scenes.deadBackend,
    cause: 'unreachable-dependency',
    confidence: 'proved',
    says: /9 of 10 looks .*SYN_SENT.*nothing that is ready stands behind service\/backend\.shop:9090/,
  },
  'a URL that refuses': {
    make: () =>
      altered((evidence) => {
        evidence.request.urls = ['http://backend:9090/'];
        sampleOf(evidence).requests = [
          {
            url: 'http://backend:9090/',
            tool: 'curl',
            requests: Array.from({ length: 5 }, () => ({ totalMs: 3, nameMs: 1, error: 'refused' })),
          },
        ];
      }),
    cause: 'unreachable-dependency',
    confidence: 'likely',
  },
  'DNS that never answers an app that was not seen to need it': {
    make: scenes.deadDns,
    cause: undefined,
    confidence: 'none',
  },
  'DNS that never answers, and requests that wait for it': {
    make: scenes.neededDns,
    cause: 'dns',
    confidence: 'proved',
    says: /^DNS: \S.* Requests to http:\/\/backend\.shop\.svc\/ spend their time looking up the name: 3 of 4/,
  },
  'an app whose resolver waits for a DNS server that answers nobody': {
    make: () => {
      const evidence = scenes.deadDns();
      sampleOf(evidence).network.asking = [4, 5, 5, 4, 5, 5, 5, 4];
      return evidence;
    },
    cause: 'dns',
    confidence: 'proved',
    says: /^DNS: Waiting for names, in 8 of 8 looks, up to 4 at once: .*timed out: no DNS server answers/,
  },
  'an app that looks up many names, each of which is answered at once': {
    make: () =>
      alteredSample(({ network }) => {
        network.asking = [2, 1, 2, 0, 2, 2, 1, 2];
      }),
    cause: 'dns',
    confidence: 'possible',
  },
  'connections that were closed and hold nearly all ports': {
    make: () =>
      alteredSample(({ network }) => {
        network.connections[0]!.states = { TIME_WAIT: 28_000, ESTABLISHED: 30 };
      }),
    cause: 'local-ports',
    confidence: 'likely',
    says: /used up: new ones fail/,
  },
  'killed for memory without a limit of its own, and a node that killed then': {
    make: () => {
      const evidence = scenes.oomKilled();
      withoutMemoryLimit(evidence);
      tell(evidence, 'SystemOOM', 'System OOM encountered, victim process: node, pid: 29497', 9);
      return evidence;
    },
    cause: 'host-memory',
    confidence: 'likely',
    says: /SystemOOM 9m ago|It was killed for memory, and has no limit of its own/,
  },
  'a table of connections of the node that is full': {
    make: () => {
      const evidence = alteredSample(({ network }) => (network.conntrack = { count: 262_144, max: 262_144 }));
      valueOf(evidence.podState).hostNetwork = true;
      return evidence;
    },
    cause: 'host-network',
    confidence: 'likely',
    says: /The node’s table is full: new connections are dropped/,
  },
  'a node that can start no further process': {
    make: () => altered(({ nodeStats }) => (valueOf(nodeStats).processes = { current: 32_700, max: 32_768 })),
    cause: 'host-limits',
    confidence: 'likely',
  },
  'a node that was not ready some minutes ago': {
    make: () =>
      altered((evidence) => tell(evidence, 'NodeNotReady', 'Node node-1 status is now: NodeNotReady', 4)),
    cause: 'node-unhealthy',
    confidence: 'possible',
  },
  'killed for memory ten minutes ago': {
    make: scenes.oomKilled,
    cause: 'memory-limit',
    confidence: 'proved',
    says: /OOMKilled/,
  },
  'killed for memory a week ago, and well since': {
    make: () =>
      altered((evidence) => {
        Object.assign(valueOf(evidence.podState).container, {
          restarts: 1,
          lastExit: { code: 137, reason: 'OOMKilled', finishedAt: '2026-02-24T00:00:00Z' },
        });
      }),
    cause: undefined,
    confidence: 'none',
  },
  'a child killed for memory within the window': {
    make: () =>
      altered((evidence) => {
        sampleOf(evidence).cgroup.memory.oomKills = firstLast(0, 2);
      }),
    cause: 'memory-limit',
    confidence: 'proved',
    says: /in the window/,
  },
  'a container that no kubelet has made yet': {
    make: () =>
      altered((evidence) => {
        valueOf(evidence.podState).container.state = 'waiting: not created';
      }),
    cause: undefined,
    confidence: 'none',
  },
  'a command that is not in the image': {
    make: scenes.notFound127,
    cause: 'crash',
    confidence: 'proved',
    says: /CrashLoopBackOff.*exit code 127: the command was not found/,
    out: ['not-started'],
  },
  'an image that cannot be pulled': {
    make: () => heldUp({ state: 'waiting: ErrImagePull', message: 'connection refused' }),
    cause: 'not-started',
    confidence: 'proved',
    says: /^The container cannot be started: ErrImagePull: connection refused\. The node cannot reach the registry\.$/,
  },
  'a ConfigMap that is not there': {
    make: () => heldUp({ state: 'waiting: CreateContainerConfigError', message: 'configmap "x" not found' }),
    cause: 'not-started',
    confidence: 'proved',
    says: /configmap "x" not found/,
  },
  'a command that was never found, in a back-off': {
    make: () =>
      heldUp({
        state: 'waiting: CrashLoopBackOff',
        message: 'back-off 40s restarting failed container',
        restarts: 3,
        lastExit: {
          code: 128,
          reason: 'StartError',
          message: 'exec: "nosuchprogram": executable file not found in $PATH: unknown',
          finishedAt: '2026-03-02T23:58:00Z',
        },
      }),
    cause: 'not-started',
    confidence: 'proved',
    says: /^The container cannot be started: StartError: exec: "nosuchprogram": executable file not found/,
  },
  'a pod that no node takes': {
    make: () => {
      const evidence = heldUp({ state: 'waiting: not created' });
      valueOf(evidence.podState).conditions = [
        {
          type: 'PodScheduled',
          status: 'False',
          reason: 'Unschedulable',
          message: '0/1 nodes are available: 1 Insufficient cpu.',
        },
      ];
      return evidence;
    },
    cause: 'not-started',
    confidence: 'proved',
    says: /no node takes the pod \(Unschedulable\): 0\/1 nodes are available: 1 Insufficient cpu\. Its requests/i,
  },
  'an init container that crashes before it': {
    make: () => {
      const evidence = heldUp({ state: 'waiting: PodInitializing' });
      const { container } = valueOf(evidence.podState);
      valueOf(evidence.podState).others = [
        { ...container, name: 'migrate', state: 'waiting: CrashLoopBackOff' },
      ];
      return evidence;
    },
    cause: 'not-started',
    confidence: 'proved',
    says: /waits for container migrate, which is waiting: CrashLoopBackOff/,
  },
  'an init container that has waited for five minutes': {
    make: () =>
      behindInit({ state: 'running', startedAt: '2026-03-02T23:55:00Z' }, ['nc: bad address db:5432']),
    cause: 'not-started',
    confidence: 'likely',
    says: /^The container is not started: It waits for container migrate, which is running since .*“nc: bad address db:5432”/,
  },
  'one that began some seconds ago': {
    make: () => behindInit({ state: 'running', startedAt: '2026-03-02T23:59:50Z' }, []),
    cause: 'not-started',
    confidence: 'possible',
  },
  'an init container that failed, by its log': {
    make: () =>
      behindInit({ state: 'waiting: CrashLoopBackOff', lastExit: { code: 3, reason: 'Error' } }, [
        'ERROR: migration 42 failed',
      ]),
    cause: 'not-started',
    confidence: 'proved',
    says: /which is waiting: CrashLoopBackOff, exit code 3\. Its log says: “ERROR: migration 42 failed”/,
  },
  'an init container whose image cannot be pulled': {
    make: () => {
      const evidence = behindInit({ state: 'waiting: ImagePullBackOff' }, []);
      evidence.podEvents = known([
        { type: 'Warning', reason: 'Failed', message: 'Error: ErrImagePull', count: 3 },
        {
          type: 'Warning',
          reason: 'Failed',
          message: 'Failed to pull image "x:9": x:9: not found',
          count: 3,
        },
      ]);
      return evidence;
    },
    cause: 'not-started',
    confidence: 'proved',
    says: /cannot be started: ImagePullBackOff: Failed to pull image "x:9": x:9: not found\. The registry has no such/,
  },
  'a script without its interpreter': {
    make: () => crashLoop({ code: 1 }, ['exec /app/run.sh: no such file or directory']),
    cause: 'not-started',
    confidence: 'proved',
    says: /did not execute it: exec \/app\/run\.sh: no such file or directory\. The file is there, but not what it needs/,
  },
  'a script without a first line, under an old runc': {
    make: () =>
      crashLoop({ code: 1 }, [
        'standard_init_linux.go:228: exec user process caused: exec format error',
        'standard_init_linux.go:228: exec user process caused: exec format error',
      ]),
    cause: 'not-started',
    confidence: 'proved',
    says: /is a script without its first line/,
  },
  'a program of its own that says the like of another one': {
    make: () => crashLoop({ code: 1 }, ['starting', 'exec /app/tool: no such file or directory']),
    cause: 'crash',
    confidence: 'proved',
  },
  'a postStart hook that fails': {
    make: () => {
      const evidence = crashLoop({ code: 137 }, []);
      evidence.podEvents = known([
        {
          type: 'Warning',
          reason: 'FailedPostStartHook',
          message:
            'Exec lifecycle hook ([sh -c register]) for Container "app" failed - error: command \'sh -c register\' exited with 4: , message: "cannot register\\n"',
          count: 4,
        },
      ]);
      return evidence;
    },
    cause: 'not-started',
    confidence: 'proved',
    says: /PostStartHook: exited with 4: , message: "cannot register/,
  },
  'a pod that had been there for as long as it may': {
    make: () => {
      const evidence = heldUp({ state: 'terminated: DeadlineExceeded' });
      Object.assign(valueOf(evidence.podState), {
        phase: 'Failed',
        reason: 'DeadlineExceeded',
        message: 'Pod was active on the node longer than the specified deadline',
      });
      return evidence;
    },
    cause: 'not-started',
    confidence: 'proved',
    says: /^The pod is over \(DeadlineExceeded\): Pod was active .*activeDeadlineSeconds allows\.$/,
  },
  'a program that ends by itself, without an error, again and again': {
    make: () => crashLoop({ code: 0, reason: 'Completed' }, ['done']),
    cause: 'crash',
    confidence: 'proved',
    says: /ended .*exit code 0/,
  },
  'a program that the kubelet ends for its liveness probe': {
    make: () => probed({ code: 143, startedAt: '2026-03-02T23:57:00Z' }),
    cause: 'crash',
    confidence: 'proved',
    says: /ended its last run after 1 min 0 s \(exit code 143\), because its liveness probe failed: Context deadline exceeded/,
  },
  'one that was killed at its memory limit, beside a probe that fails': {
    make: () => probed({ code: 137, reason: 'OOMKilled' }),
    cause: 'memory-limit',
    confidence: 'proved',
  },
  'a volume that cannot be mounted': {
    make: () => {
      const evidence = heldUp({ state: 'waiting: ContainerCreating' });
      evidence.podEvents = {
        known: true,
        value: [{ type: 'Warning', reason: 'FailedMount', message: 'secret "tls" not found', count: 4 }],
      };
      return evidence;
    },
    cause: 'not-started',
    confidence: 'proved',
    says: /FailedMount: secret "tls" not found/,
  },
  'a container that is being created': {
    make: () => heldUp({ state: 'waiting: ContainerCreating' }),
    cause: undefined,
    confidence: 'none',
  },
  'an environment that is larger than the kernel takes': {
    make: scenes.tooLong,
    cause: 'exec-limit',
    confidence: 'proved',
    says: /argument list too long/,
  },
  'an app that sleeps in a lock while connections wait': {
    make: scenes.hung,
    cause: 'app-blocked',
    confidence: 'proved',
    says: /It waited for another thread, or a lock that it holds, in 40 of 40 looks \(futex_wait_queue\)/,
  },
  'an app whose main thread waits for a lock on a file, and nobody asks it': {
    make: () => locked('locks_lock_inode_wait'),
    cause: 'app-blocked',
    confidence: 'possible',
    says: /a lock on a file, which another process holds, in 40 of 40 looks .* who stands by for another waits like that, too/,
  },
  'the same, and its own answers do not come': {
    make: () => slowItself(locked('locks_lock_inode_wait')),
    cause: 'app-blocked',
    confidence: 'likely',
    says: /waited for a lock on a file.* Meanwhile http:\/\/127\.0\.0\.1:3000\/ is slow/,
  },
  'an app whose main thread waits for its other threads, as that of a server does': {
    make: () => locked('futex_wait_queue_me'),
    cause: undefined,
    confidence: 'none',
  },
  'the same, where its own answers do not come and it asks nobody': {
    make: () => {
      const evidence = slowItself(locked('futex_wait_queue_me'));
      sampleOf(evidence).network.connections = [];
      return evidence;
    },
    cause: 'app-blocked',
    confidence: 'possible',
  },
  'an app that waits for children that work': {
    make: () =>
      altered((evidence) => {
        Object.assign(childrenOf(evidence), {
          created: 20,
          seen: [{ parent: 'node', name: 'convert', count: 18, longestMs: 500 }],
        });
        Object.assign(mainOf(evidence), {
          childrenCpuMs: 6000,
          looksWithChild: 34,
          states: { S: 38, R: 2 },
          longestBusyMs: 4000,
          mainThreadCpuMs: 100,
          cpuMs: 120,
        });
        sampleOf(evidence).cgroup.ticks = ticks({ cores: 0.65 });
      }),
    cause: 'app-children',
    confidence: 'proved',
    out: ['service-links', 'app-cpu'],
  },
  'an event loop that computes for half a second every two seconds, at a quarter of a core': {
    make: scenes.bursts,
    cause: 'app-blocked',
    confidence: 'likely',
    says: /computes for some 500 ms on end, again and again, and that is 25 % of the time/,
    out: ['app-cpu'],
    beside: ['service-links'],
  },
  'tasks of 30 ms, back to back for a quarter of the time, and a pause for garbage now and then': {
    make: () =>
      altered((evidence) => {
        Object.assign(mainOf(evidence), {
          mainThreadCpuMs: 2500,
          cpuMs: 2700,
          voluntarySwitches: 80,
          states: { R: 10, S: 30 },
          longestBusyMs: 400,
          bursts: { count: 1, longestMs: 180, totalMs: 180 },
        });
        sampleOf(evidence).cgroup.ticks = ticks({ cores: 0.27 });
      }),
    cause: undefined,
    confidence: 'none',
    out: ['app-blocked'],
  },
  'looks that met short tasks by chance, of a thread that hardly ran': {
    make: () =>
      altered((evidence) => {
        Object.assign(mainOf(evidence), { mainThreadCpuMs: 200, cpuMs: 210, longestBusyMs: 1200 });
      }),
    cause: undefined,
    confidence: 'none',
    out: ['app-blocked'],
  },
  'an app that copies a huge environment for each request, without a child': {
    make: scenes.copies,
    cause: 'service-links',
    confidence: 'likely',
    says: /one pass over the environment, as \{\.\.\.process\.env\} makes, costs about 870 ms of CPU, and the main thread uses 88 % of a core and was not seen to start a child; for each of the 10 connections that came it used 880 ms/,
    beside: ['app-cpu'],
  },
  'the same over connections that are kept, so that its requests cannot be counted': {
    make: () => {
      const evidence = scenes.copies();
      sampleOf(evidence).network.counters['Tcp.PassiveOpens'] = firstLast(5000);
      return evidence;
    },
    cause: 'app-cpu',
    confidence: 'likely',
    beside: ['service-links'],
  },
  'a container that was started anew half an hour ago, and service links that take most of its time now': {
    make: () => {
      const evidence = scenes.caseA();
      Object.assign(valueOf(evidence.podState).container, {
        restarts: 1,
        lastExit: { code: 137, reason: 'OOMKilled', finishedAt: '2026-03-02T23:30:00Z' },
      });
      return evidence;
    },
    cause: 'service-links',
    confidence: 'proved',
    beside: ['memory-limit'],
  },
  'synchronous children that were seen for two seconds only': {
    make: () => {
      const evidence = scenes.caseA();
      const sample = sampleOf(evidence);
      sample.to = sample.from + 1.86;
      Object.assign(mainOf(evidence), { states: { R: 1 }, mainThreadCpuMs: 900, runQueueWaitMs: 800 });
      return evidence;
    },
    cause: 'service-links',
    confidence: 'possible',
  },
  'connections that the kernel turns away from a main thread that sleeps': {
    make: () => {
      const evidence = scenes.hung();
      const { network } = sampleOf(evidence);
      network.listeners[0]!.looksQueued = 0;
      Object.assign(network.counters, {
        'TcpExt.ListenOverflows': firstLast(0, 400),
        'TcpExt.ListenDrops': firstLast(0, 400),
      });
      return evidence;
    },
    cause: 'app-blocked',
    confidence: 'likely',
    says: /The app does not take its requests/,
  },
  'a healthy app on a healthy node': {
    make: healthyEvidence,
    cause: undefined,
    confidence: 'none',
    says: /^Nothing that was seen in 10\.0 s explains a slowness/,
  },
  'no right to anything but the pod': {
    make: scenes.nothingKnown,
    cause: undefined,
    confidence: 'none',
    says: /^Too little could be seen/,
  },
  'only exec: the API tells nothing besides the pod': {
    make: () => {
      const evidence = scenes.caseA();
      for (const part of scenes.PARTS) if (part !== 'sample') Object.assign(evidence, { [part]: unknown() });
      return evidence;
    },
    cause: 'service-links',
    confidence: 'proved',
  },
  'only read: nothing may be run in the container': {
    make: () => {
      const evidence = scenes.caseA();
      evidence.audit = {
        ...evidenceOf({
          services: 2000,
          probe: { known: false, code: 'not-asked', message: 'exec is not allowed' },
        }),
        collectedAt: COLLECTED,
      };
      return Object.assign(evidence, {
        sample: unknown('not-asked', 'exec is not allowed'),
        peers: unknown('not-asked', 'exec is not allowed'),
      });
    },
    cause: undefined,
    confidence: 'none',
    says: /^Too little could be seen/,
  },
};

const thread = (tid: number, cpuMs: number, state: string) => ({ tid, name: 'worker', cpuMs, state });

/** The main thread rests; so many others use so many milliseconds a second each. */
function spin(sample: SampleEvidence, count: number, msASecond: number): void {
  const { main } = valueOf(sample.processes);
  const others = Array.from({ length: count }, (_, at) => thread(main!.pid + 1 + at, msASecond * 10, 'R'));
  Object.assign(main!, {
    states: { S: 50 },
    mainThreadCpuMs: 0,
    threads: [thread(main!.pid, 0, 'S'), ...others],
  });
  sample.cgroup.ticks = ticks({ cores: (count * msASecond) / 1000 });
}

/** The main thread sleeps at a place in the kernel, and does nothing else. */
function locked(place: string): DiagnosisEvidence {
  return altered((evidence) => {
    Object.assign(mainOf(evidence), {
      states: { S: 40 },
      waits: { [place]: 40 },
      mainThreadCpuMs: 0,
      longestBusyMs: 0,
    });
    sampleOf(evidence).cgroup.ticks = ticks({ cores: 0 });
  });
}

function slowItself(evidence: DiagnosisEvidence): DiagnosisEvidence {
  const url = 'http://127.0.0.1:3000/';
  evidence.request.urls = [url];
  sampleOf(evidence).requests = [{ url, tool: 'curl', requests: requests(2, 2.1, 2) }];
  return evidence;
}

/** A pod that runs and is not ready, and what its probe said. */
function unready(message: string | undefined): DiagnosisEvidence {
  return altered((evidence) => {
    const { container, conditions } = valueOf(evidence.podState);
    container.ready = false;
    const ready = {
      type: 'Ready',
      status: 'False',
      reason: 'ContainersNotReady',
      since: '2026-03-02T23:50:00Z',
    };
    conditions.splice(0, conditions.length, ready);
    const lastAt = '2026-03-02T23:59:50Z';
    evidence.podEvents = known(
      message === undefined ? [] : [{ type: 'Warning', reason: 'Unhealthy', message, count: 40, lastAt }],
    );
  });
}

/** A container that waits for the init container `migrate`, and what that wrote last. */
function behindInit(state: Partial<ContainerStateEvidence>, lines: string[]): DiagnosisEvidence {
  const evidence = heldUp({ state: 'waiting: PodInitializing' });
  const { container } = valueOf(evidence.podState);
  valueOf(evidence.podState).others = [{ ...container, name: 'migrate', ...state }];
  evidence.log = known({ container: 'migrate', of: 'last', lines });
  return evidence;
}

/** A container in a back-off: how its last run ended, and what that wrote. */
function crashLoop(exit: Partial<ExitEvidence>, lines: string[]): DiagnosisEvidence {
  const lastExit = { code: 1, reason: 'Error', finishedAt: '2026-03-02T23:58:00Z', ...exit };
  const evidence = heldUp({ state: 'waiting: CrashLoopBackOff', restarts: 3, lastExit });
  evidence.log = known({ of: 'last', lines });
  return evidence;
}

/** The same, of which the liveness probe failed. */
function probed(exit: Partial<ExitEvidence>): DiagnosisEvidence {
  const evidence = crashLoop(exit, []);
  evidence.podEvents = known([
    {
      type: 'Warning',
      reason: 'Unhealthy',
      message: 'Liveness probe failed: context deadline exceeded',
      count: 3,
    },
    {
      type: 'Normal',
      reason: 'Killing',
      message: 'Container web failed liveness probe, will be restarted',
      count: 1,
    },
  ]);
  return evidence;
}

/** A pod that runs and is ready, and was restarted twice soon after it was made. */
function caseBWhoseAppBeganAfter(milliseconds: number): DiagnosisEvidence {
  const evidence = scenes.caseB();
  const [subject] = evidence.audit.containers;
  delete subject!.container.cpuLimit;
  valueOf(subject!.probe).processes.appAfterMs = milliseconds;
  return evidence;
}

function crashedBefore(finishedAt: string): DiagnosisEvidence {
  return altered((evidence) => {
    const createdAt = new Date(Date.parse(finishedAt) - 30_000).toISOString();
    evidence.audit.containers[0]!.pod.createdAt = createdAt;
    Object.assign(valueOf(evidence.podState).container, {
      restarts: 2,
      lastExit: { code: 1, reason: 'Error', startedAt: createdAt, finishedAt },
    });
  });
}

/** The cases' evidence, each made and its audit judged once: both are dear. No test changes it. */
const MADE = new Map(Object.entries(CASES).map(([name, { make }]) => [name, make()]));

function conclude(evidence: DiagnosisEvidence): Diagnosis['rootCause'] {
  return diagnose(evidence, STAGES).rootCause;
}

test.each<[string, () => DiagnosisEvidence, number]>([
  ['proved, it would only have told more', () => crashLoop({ code: 1 }, []), 0],
  ['not proved, it may have decided', () => crashedBefore('2026-03-02T23:58:00Z'), 1],
])('a log that may not be read is missed where the cause is %s', (_, make, missed) => {
  const evidence = make();
  evidence.log = unknown('forbidden', 'not allowed to get pods/log');
  expect(diagnose(evidence, STAGES).incomplete).toHaveLength(missed);
});

describe('the root cause of', () => {
  test.each(Object.entries(CASES))('%s', (name, { cause, confidence, says = /./, out = [], beside = [] }) => {
    const { rootCause, stages } = diagnose(MADE.get(name)!, STAGES);
    expect(rootCause).toMatchObject({ confidence, ...(cause === undefined ? {} : { cause }) });
    expect(rootCause.cause).toBe(cause);
    expect(rootCause.conclusion).toMatch(says);
    expect(rootCause.ruledOut.map((each) => each.cause)).toEqual(expect.arrayContaining(out));
    expect(rootCause.contributing.map((each) => each.cause)).toEqual(expect.arrayContaining(beside));
    expect(rootCause.ruledOut.map((each) => each.cause)).not.toContain(cause);
    expect(rootCause.mends.length > 0 || cause === undefined).toBe(true);
    for (const { stage, check } of rootCause.because) {
      expect(stages.find((each) => each.stage === stage)?.checks.map(({ id }) => id)).toContain(check);
    }
  });
});

test('a large environment that nobody pays for is never the cause, and its mend comes first where somebody does', () => {
  expect(conclude(scenes.caseA()).mends[0]?.command).toContain('"enableServiceLinks":false');
  expect(
    conclude(scenes.slowBackend())
      .mends.map(({ command = '' }) => command)
      .join('\n'),
  ).not.toContain('enableServiceLinks');
});

test('a limit that held it back before the window, and not in it, is told and is not the cause', () => {
  const evidence = altered((each) => {
    for (const tick of sampleOf(each).cgroup.ticks) tick.throttledPeriods = 40_000;
    valueOf(each.audit.containers[0]!.probe).cgroup.before!.throttledPeriods = 40_000;
  });
  const { cause, contributing } = conclude(evidence);
  expect(cause).toBeUndefined();
  expect(contributing).toMatchObject([
    { cause: 'cpu-limit', text: expect.stringContaining('since the container’s start in 50.0%') },
  ]);
});

test('throttling since the start is one figure, whoever tells it', () => {
  const evidence = altered((each) => {
    const { ticks: readings } = sampleOf(each).cgroup;
    for (const tick of readings) Object.assign(tick, { periods: 80_100, throttledPeriods: 40_000 });
    Object.assign(readings.at(-1)!, { periods: 80_200, throttledPeriods: 40_005 });
    valueOf(each.audit.containers[0]!.probe).cgroup.before!.throttledPeriods = 32_000;
  });
  const { stages, rootCause } = diagnose(evidence, STAGES);
  const said = stages
    .flatMap(({ checks }) => checks)
    .flatMap(({ id, details }) => (id === 'cpu-throttled' ? details : []))
    .map((detail) => (detail.kind === 'line' ? detail.text : ''));
  expect(said).toContainEqual(expect.stringContaining('32,000 of 80,000 periods'));
  expect(rootCause.contributing[0]?.text).toContain('since the container’s start in 40.0%');
});

test('what could not be had makes a diagnosis incomplete, what a cluster need not have does not', () => {
  const forbidden = altered((evidence) =>
    Object.assign(evidence, { nodeStats: unknown('forbidden', 'no nodes/proxy') }),
  );
  expect(diagnose(forbidden, STAGES).incomplete).toEqual([{ code: 'forbidden', message: 'no nodes/proxy' }]);
  const lacking = altered((evidence) =>
    Object.assign(evidence, { metrics: unknown('not-installed', 'no metrics.k8s.io') }),
  );
  expect(diagnose(lacking, STAGES).incomplete).toEqual([]);
});

test('who was allowed to look inside and could not is told what was in the way, and not to allow it', () => {
  const { surer } = diagnose(without('sample'), STAGES).rootCause;
  const looking = surer.filter(({ text }) => text.startsWith('Look from inside'));
  expect(looking).toHaveLength(1);
  expect(looking[0]?.text).toContain('you may not get this here');
  expect(looking[0]?.command).not.toContain('--allow');
});

test('stages that were not asked for are skipped, and no reason rests on them', () => {
  const { stages, rootCause } = diagnose(scenes.caseA(), ['app-limits', 'root-cause']);
  expect(stages.map(({ verdict }) => verdict)).toEqual(['skipped', 'guilty', 'skipped', 'skipped']);
  expect(rootCause.because.filter(({ stage }) => stage !== 'app-limits')).toEqual([]);
});

describe('what a node tells about itself speaks for the cause that it names', () => {
  test.each<[string, Cause, (evidence: DiagnosisEvidence) => void]>([
    [
      'processes that were killed for memory',
      'host-memory',
      (evidence) => tell(evidence, 'SystemOOM', 'System OOM encountered, victim process: node, pid: 1987', 1),
    ],
    [
      'half an hour ago',
      'host-memory',
      (evidence) =>
        tell(evidence, 'SystemOOM', 'System OOM encountered, victim process: node, pid: 1987', 30),
    ],
    [
      'memory that is reclaimed',
      'host-memory',
      (evidence) => tell(evidence, 'EvictionThresholdMet', 'Attempting to reclaim memory', 2),
    ],
    [
      'storage that is reclaimed',
      'host-disk',
      (evidence) => tell(evidence, 'EvictionThresholdMet', 'Attempting to reclaim ephemeral-storage', 2),
    ],
    ['inodes that are used up', 'host-disk', ({ nodeStats }) => (valueOf(nodeStats).fs!.inodesFree = 10)],
    ['MemoryPressure', 'host-memory', ({ node }) => (valueOf(node).conditions[0]!.status = 'True')],
    ['DiskPressure', 'host-disk', ({ node }) => (valueOf(node).conditions[1]!.status = 'True')],
    ['PIDPressure', 'host-limits', ({ node }) => (valueOf(node).conditions[2]!.status = 'True')],
    [
      'a disk that fails',
      'host-disk',
      (evidence) => tell(evidence, 'IOError', 'Buffer I/O error on dev sda', 3),
    ],
  ])('%s: %s is not ruled out', (_, cause, change) => {
    expect(conclude(healthyEvidence()).ruledOut.map((each) => each.cause)).toContain(cause);
    expect(conclude(altered(change)).ruledOut.map((each) => each.cause)).not.toContain(cause);
  });

  test('a kill of another pod at a limit of its own is no lack of the node', () => {
    const evidence = altered((each) => {
      tell(each, 'OOMKilling', 'Memory cgroup out of memory: Killed process 1987 (node) total-vm:5kB', 1);
      sampleOf(each).host.vmstat!['oom_kill'] = firstLast(3, 4);
    });
    const { cause, contributing } = conclude(evidence);
    expect([cause, ...contributing.map((each) => each.cause)]).toEqual([undefined]);
  });

  test('a kill that the kernel made for the whole node is one', () => {
    const evidence = altered((each) =>
      tell(each, 'OOMKilling', 'Out of memory: Killed process 1987 (node) total-vm:5kB', 1),
    );
    expect(conclude(evidence).contributing.map(({ cause }) => cause)).toEqual(['host-memory']);
  });
});

test('queues of the pod’s own listener that are full are the app’s, and not the network’s nor the node’s', () => {
  const evidence = scenes.hung();
  Object.assign(sampleOf(evidence).network.counters, {
    'TcpExt.ListenOverflows': firstLast(0, 90),
    'TcpExt.ListenDrops': firstLast(0, 90),
    'TcpExt.TCPReqQFullDrop': firstLast(0, 90),
    'TcpExt.TCPReqQFullDoCookies': firstLast(0, 90),
    'Tcp.RetransSegs': firstLast(900, 1100),
  });
  const { cause, contributing } = conclude(evidence);
  expect(cause).toBe('app-blocked');
  const hosts = contributing
    .map((each) => each.cause)
    .filter((each) => /^(host|node|unreachable)/.test(each));
  expect(hosts).toEqual([]);
});

test('a URL to ask is that of a dependency that is known, of a URL in general where none is, and none where one was asked', () => {
  expect(asking(onPort(8080))).toEqual(['--url http://10.96.4.20:8080/']);
  expect(asking(onPort(443))).toEqual(['--url https://10.96.4.20:443/']);
  // A database speaks no HTTP.
  expect(asking(onPort(5432))).toEqual([]);
  expect(
    asking((evidence) => {
      valueOf(evidence.peers).length = 0;
      sampleOf(evidence).network.connections.length = 1;
    }),
  ).toEqual(['--url URL_OF_THE_APP_OR_OF_A_DEPENDENCY']);
  expect(
    asking((evidence) => {
      onPort(8080)(evidence);
      evidence.request.urls = ['http://backend/'];
    }),
  ).toEqual([]);
});

test('an event loop that was blocked for 700 ms is told, and being blocked is not ruled out', () => {
  const evidence = altered((each) => {
    Object.assign(mainOf(each), { longestBusyMs: 700 });
  });
  const { ruledOut, contributing } = conclude(evidence);
  expect(ruledOut.map(({ cause }) => cause)).not.toContain('app-blocked');
  expect(contributing).toMatchObject([
    { cause: 'app-blocked', text: expect.stringContaining('up to 700 ms') },
  ]);
});

test('what nobody looked at is not ruled out, but open', () => {
  const { ruledOut, conclusion } = conclude(without('sample', 'podState', 'nodeStats', 'metrics'));
  for (const cause of ['app-blocked', 'app-cpu', 'cpu-limit', 'host-cpu']) {
    expect(ruledOut.map((each) => each.cause)).not.toContain(cause);
  }
  expect(conclusion).toMatch(/Not judged: /);
});

test('a copy of the environment is looked for with a profile, and not among locks', () => {
  const { mends, surer } = conclude(scenes.copies());
  const said = JSON.stringify([mends, surer]);
  expect(said).toMatch(/profile/);
  expect(said).not.toMatch(/\b[Ll]ocks\b|strace/);
});

test('asynchronous exec is offered to who waits for children, and not to who goes on meanwhile', () => {
  const titles = (evidence: DiagnosisEvidence): string =>
    conclude(evidence)
      .mends.map(({ title }) => title)
      .join();
  expect(titles(scenes.caseA())).toContain('asynchronous exec');
  const evidence = scenes.caseA();
  Object.assign(mainOf(evidence), { states: { R: 38, S: 2 }, looksWithChild: 20 });
  expect(conclude(evidence).cause).toBe('service-links');
  expect(titles(evidence)).not.toContain('asynchronous exec');
});

test('shares of the time that several causes take are no more than all of it', () => {
  const evidence = scenes.copies();
  sampleOf(evidence).network.counters['Tcp.PassiveOpens'] = firstLast(5000, 5010);
  const { share = 0, contributing } = conclude(evidence);
  const shares = contributing.flatMap(({ share: each }) => each ?? []);
  expect(shares).not.toHaveLength(0);
  expect(shares.reduce((sum, each) => sum + each, share)).toBeLessThanOrEqual(1);
});

test('each check of the app that can make its stage guilty shows a cause', () => {
  const shown = new Set<string>(CAUSES.flatMap(({ shownBy, symptoms = [] }) => [...shownBy, ...symptoms]));
  const convicting = CHECKS.filter((check: CheckRule) => {
    const { threshold: row, most, stage } = check;
    const { problem }: Partial<Threshold> = (typeof row === 'string' ? THRESHOLDS[row] : row) ?? {};
    return stage === 'app-hotspots' && most === undefined && problem !== undefined;
  });
  expect(convicting.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual([]);
});

describe('whatever the evidence', () => {
  const made = [...MADE.values()];
  const scene = fc.constantFrom(...made);
  const runs = { numRuns: 40 };
  /** The same with an audit in which the container was not asked. */
  const blind = new Map(
    made.map((evidence) => {
      const audit = structuredClone(evidence.audit);
      audit.containers[0]!.probe = unknown();
      return [evidence.audit, audit];
    }),
  );

  test('knowing less never makes it surer', () => {
    const parts = fc.subarray([...scenes.PARTS, 'probe', 'processes'] as const, { minLength: 1 });
    fc.assert(
      fc.property(scene, parts, (whole, gone) => {
        const evidence = copy(whole);
        for (const part of gone) {
          if (part === 'probe') evidence.audit = blind.get(whole.audit)!;
          else if (part === 'processes') {
            if (evidence.sample.known) evidence.sample.value.processes = unknown();
          } else Object.assign(evidence, { [part]: unknown() });
        }
        expect(rank(conclude(evidence).confidence)).toBeLessThanOrEqual(rank(conclude(whole).confidence));
      }),
      runs,
    );
  });

  test.each(Object.keys(CASES))('without service links they are not the cause of %s', (name) => {
    const evidence = MADE.get(name)!;
    const { probe, container } = evidence.audit.containers[0]!;
    const none = evidenceOf({ services: 0, pod: { enableServiceLinks: false }, container });
    none.containers[0]!.probe = probe.known ? none.containers[0]!.probe : probe;
    expect(conclude({ ...evidence, audit: { ...none, collectedAt: COLLECTED } }).cause).not.toBe(
      'service-links',
    );
  });

  test('the order of lists does not matter, and shares are shares', () => {
    fc.assert(
      fc.property(scene, fc.nat(), (whole, seed) => {
        const before = conclude(whole);
        const turned = copy(whole);
        if (turned.peers.known) turned.peers.value = shuffled(turned.peers.value, seed);
        if (turned.sample.known) {
          const { network, cgroup, processes } = turned.sample.value;
          network.connections = shuffled(network.connections, seed);
          network.listeners = shuffled(network.listeners, seed);
          cgroup.ticks = shuffled(cgroup.ticks, seed);
          if (processes.known) {
            processes.value.processes = shuffled(processes.value.processes, seed);
            processes.value.children.seen = shuffled(processes.value.children.seen, seed);
          }
        }
        expect(conclude(turned)).toEqual(before);
        expect(before.share ?? 0).toBeGreaterThanOrEqual(0);
        expect(before.share ?? 0).toBeLessThanOrEqual(1);
      }),
      runs,
    );
  });
});

/** An event of the node, so many minutes ago. */
function tell({ nodeEvents }: DiagnosisEvidence, reason: string, message: string, minutes: number): void {
  const lastAt = new Date(Date.parse(COLLECTED) - minutes * 60_000).toISOString();
  valueOf(nodeEvents).push({ type: 'Warning', reason, message, count: 1, lastAt });
}

function withoutMemoryLimit({ audit, podState, sample }: DiagnosisEvidence): void {
  delete audit.containers[0]!.container.memoryLimit;
  delete valueOf(podState).container.limits.memory;
  valueOf(sample).cgroup.memory.limit = 'none';
}

/** The URLs that are proposed to be asked where an app may wait for a backend. */
function asking(change: (evidence: DiagnosisEvidence) => void): string[] {
  const evidence = scenes.waitingForBackend();
  change(evidence);
  return conclude(evidence).surer.flatMap(({ command = '' }) => command.match(/--url \S+/g) ?? []);
}

function onPort(port: number): (evidence: DiagnosisEvidence) => void {
  const remote = `10.96.4.20:${port}`;
  return (evidence) => {
    Object.assign(valueOf(evidence.peers)[0]!, { port, remote });
    Object.assign(sampleOf(evidence).network.connections[1]!, { port, remote });
  };
}

function rank(confidence: string): number {
  return ['none', 'possible', 'likely', 'proved'].indexOf(confidence);
}

/** A copy of everything but the audit, which is dear to judge and judged once. */
function copy(evidence: DiagnosisEvidence): DiagnosisEvidence {
  return {
    ...structuredClone({ ...evidence, audit: undefined }),
    audit: evidence.audit,
  };
}

function shuffled<T>(list: readonly T[], seed: number): T[] {
  return list.toSorted(
    (a, b) => (JSON.stringify([seed, a]) < JSON.stringify([seed, b]) ? -1 : 1) * (seed % 2 ? 1 : -1),
  );
}
