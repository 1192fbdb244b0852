import { duration, number } from '../../../units.ts';
import { waitWords } from '../../figures/container/cpu-wait.ts';
import { defineCheck } from '../define-check.ts';
import { atMain, ofMain, PROCESSES } from './look.ts';

/** Time in which the main thread could have run: throttled, or behind others. The counter holds both; cpu.stat separates. */
export const runQueueWait = defineCheck({
  id: 'run-queue-wait',
  stage: 'app-hotspots',
  title: 'Waiting for a CPU',
  scope: 'container',
  method: 'saturation',
  needs: PROCESSES,
  threshold: 'run-queue-wait',
  shownBy: ofMain((proc) => ['cat', `${proc}/schedstat`]),
  look: atMain(({ main: { app, waitingForCpu, seconds }, wait }) => {
    if (waitingForCpu === undefined) {
      return { unknown: '/proc/PID/schedstat is not there or may not be read.' };
    }
    const why =
      wait === undefined
        ? 'whether its CPU limit or other tasks held it back could not be seen'
        : waitWords(wait);
    const said = `The main thread could run, and got no CPU, for ${duration(app.runQueueWaitMs ?? 0)} of ${duration(seconds * 1000)}`;
    return {
      value: waitingForCpu,
      measured: `${number(waitingForCpu)} % of the time`,
      reasons: { ok: `${said}.`, notice: `${said}; ${why}.` },
    };
  }),
});
