import type { MainFigures } from './main-thread.ts';

/** The threads of the main process beside its main one, where they use more CPU than that. */
export interface OtherThreads {
  /** CPU time of all of them, in percent of a core. */
  onCpu: number;
  /** One of them was on a CPU, or wanted one, at the last look. */
  running: boolean;
  /** The most that one of them waited for a CPU, in percent of the window; absent where the kernel does not count it. */
  waited?: number;
  /**
   * How many of them ran or wanted to run at a time, in the mean, in percent of one. Of threads of which one may compute at
   * a time (Python, Ruby) it is 100 where they never rest.
   */
  wanting?: number;
}

/** Undefined where the main thread does most of the work. https://docs.kernel.org/scheduler/sched-stats.html */
export function otherThreads({ app, seconds, onCpu = 0 }: MainFigures): OtherThreads | undefined {
  const others = app.threads.filter(({ tid }) => tid !== app.pid);
  const percent = (ms: number): number => ms / (seconds * 10);
  const used = percent(others.reduce((sum, { cpuMs }) => sum + cpuMs, 0));
  if (!(seconds > 0) || used <= onCpu) return undefined;
  const running = others.some(({ state }) => state === 'R');
  const waits = others.map(({ runQueueWaitMs }) => runQueueWaitMs).filter((ms) => ms !== undefined);
  if (waits.length < others.length) return { onCpu: used, running };
  return {
    onCpu: used,
    running,
    waited: Math.min(100, percent(Math.max(...waits))),
    wanting: used + percent(waits.reduce((sum, ms) => sum + ms, 0)),
  };
}
