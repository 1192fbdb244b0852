import { duration, number } from '../../../units.ts';
import { waitWords } from '../../figures/cpu-wait.ts';
import { defineCheck } from '../define-check.ts';
import { table } from '../details.ts';
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

/** How often the main thread went to sleep, and how often it was taken off its CPU. */
export const contextSwitches = defineCheck({
  id: 'context-switches',
  stage: 'app-hotspots',
  title: 'Context switches',
  scope: 'container',
  needs: PROCESSES,
  threshold: {
    what: 'Times that the main thread was taken off its CPU against its will',
    unit: ' a second',
    comparison: 'from',
    notice: 100,
    why: 'Our choice. It tells of competition for CPUs, and costs little by itself.',
    source: 'https://man7.org/linux/man-pages/man5/proc_pid_status.5.html',
  },
  shownBy: ofMain((proc) => ['grep', 'ctxt', `${proc}/status`]),
  look: atMain(({ main: { app, seconds } }) => {
    const { voluntarySwitches, involuntarySwitches } = app;
    if (involuntarySwitches === undefined || !(seconds > 0)) {
      return { unknown: 'The switches of the main thread could not be read.' };
    }
    const own = voluntarySwitches === undefined ? '' : `, ${number(voluntarySwitches / seconds)} by itself`;
    return {
      value: involuntarySwitches / seconds,
      measured: `${number(involuntarySwitches / seconds)} a second against its will${own}`,
      reasons: {
        ok: 'It is seldom taken off its CPU.',
        notice: 'It is often taken off its CPU: others compete for it, or a limit stops it.',
      },
    };
  }),
});

/** Pages that the main process had to wait for. */
export const majorFaults = defineCheck({
  id: 'major-faults',
  stage: 'app-hotspots',
  title: 'Page faults that read a disk',
  scope: 'container',
  needs: PROCESSES,
  threshold: 'process-major-faults',
  shownBy: ofMain((proc) => ['cat', `${proc}/stat`]),
  look: atMain(({ main: { app, seconds } }) => {
    const { majorFaults: major, minorFaults: minor, swapped = 0 } = app;
    if (major === undefined || !(seconds > 0)) {
      return { unknown: 'The page faults of the main process could not be read.' };
    }
    const out = swapped > 0 ? ' A part of it is swapped out.' : '';
    return {
      value: major / seconds,
      measured: `${number(major)} in ${duration(seconds * 1000)}`,
      reasons: {
        ok: `Its memory is there when it is needed.${out}`,
        notice: `Some of its memory had to be read from a disk.${out}`,
        warning: `It waits for memory to be read from a disk: the node or its own limit leaves too little for its files and code.${out}`,
      },
      details: table(
        ['kind', 'faults'],
        [['from a disk', number(major)], ...(minor === undefined ? [] : [['without a disk', number(minor)]])],
      ),
    };
  }),
});
