import type { MainProcessSample, SampleEvidence } from '../../contracts/sample-evidence.ts';
import { percentOf } from '../stages/rates.ts';
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
  return {
    app: main,
    seconds,
    looks,
    runnable,
    withChild,
    disk: of(main.states['D']),
    busy: Math.min(100, runnable + withChild),
    ...(onCpu === undefined ? {} : { onCpu: Math.min(100, onCpu) }),
    ...(waitingForCpu === undefined ? {} : { waitingForCpu: Math.min(100, waitingForCpu) }),
  };
}
