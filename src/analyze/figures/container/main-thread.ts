import type { MainProcessSample, SampleEvidence } from '../../../contracts/sample-evidence.ts';
import { percentOf } from '../window/rates.ts';
import type { Spawns } from './spawns.ts';

/** Where the main thread's time went, in percent of looks or of the window. */
export interface MainFigures {
  app: MainProcessSample;
  seconds: number;
  /** Looks at its state. */
  looks: number;
  /** Runnable: on a CPU, or wanting one. */
  runnable: number;
  /** A short-lived child of it was alive: it may wait for it. */
  withChild: number;
  /** In uninterruptible sleep. */
  disk: number;
  /** Runnable or with a child: not free for a request. */
  busy: number;
  /** CPU time of the main thread, of one core. */
  onCpu?: number;
  /**
   * How long it runs on end, in ms of CPU: the longest burst that was seen, or what it used between two times that it went
   * to sleep by itself, which is the mean, and so no more than the longest.
   */
  stretchMs?: number;
  /** Percent of the window that passed in such stretches, as far as bursts were seen. */
  inBursts?: number;
  /** Runnable without a CPU, of the window. */
  waitingForCpu?: number;
}

/** Undefined where no main process was found, or nobody looked. */
export function mainFigures(
  sample: SampleEvidence,
  spawns: Pick<Spawns, 'lasting'> | undefined,
): MainFigures | undefined {
  const processes = sample.processes.known ? sample.processes.value : undefined;
  const main = processes?.main;
  if (main === undefined) return undefined;
  const looks = Object.values(main.states).reduce((total, count) => total + count, 0);
  if (looks === 0) return undefined;
  const of = (count: number | undefined): number => percentOf(count ?? 0, looks) ?? 0;
  const seconds = sample.to - sample.from;
  const withChild = spawns === undefined || spawns.lasting ? 0 : of(Math.min(looks, main.looksWithChild));
  const runnable = of(main.states['R']);
  const onCpu = percentOf(main.mainThreadCpuMs, seconds * 1000);
  const waitingForCpu = percentOf(main.runQueueWaitMs, seconds * 1000);
  const stretchMs = stretchOf(main);
  const inBursts = burstsPercent(main, stretchMs, seconds);
  return {
    app: main,
    seconds,
    looks,
    runnable,
    withChild,
    disk: of(main.states['D']),
    busy: Math.min(100, runnable + withChild),
    ...(onCpu === undefined ? {} : { onCpu: Math.min(100, onCpu) }),
    stretchMs,
    inBursts,
    ...(waitingForCpu === undefined ? {} : { waitingForCpu: Math.min(100, waitingForCpu) }),
  };
}

/** From this length on a stretch keeps requests waiting as people notice, in ms. */
const BURST_MS = 250;

/** https://man7.org/linux/man-pages/man5/proc_pid_status.5.html: voluntary_ctxt_switches */
function stretchOf({ mainThreadCpuMs, voluntarySwitches, bursts }: MainProcessSample): number | undefined {
  const mean =
    mainThreadCpuMs === undefined || voluntarySwitches === undefined
      ? undefined
      : mainThreadCpuMs / (voluntarySwitches + 1);
  return mean === undefined && bursts === undefined ? undefined : Math.max(mean ?? 0, bursts?.longestMs ?? 0);
}

/** All of its time where it hardly ever sleeps in between; else what passed in bursts that were seen. */
function burstsPercent(
  { mainThreadCpuMs = 0, voluntarySwitches, bursts }: MainProcessSample,
  stretchMs: number | undefined,
  seconds: number,
): number | undefined {
  if (stretchMs === undefined || !(seconds > 0)) return undefined;
  const isMean = voluntarySwitches !== undefined && mainThreadCpuMs / (voluntarySwitches + 1) >= BURST_MS;
  const ms = isMean ? mainThreadCpuMs : bursts !== undefined && bursts.count > 1 ? bursts.totalMs : 0;
  return Math.min(100, ms / (seconds * 10));
}
