import { duration, number } from '../../../units.ts';
import { execCommand } from '../../command.ts';
import { measuredCheck, unknownCheck } from '../check-of.ts';
import { table } from '../details.ts';
import { cpuWait, waitWords } from './cpu-wait.ts';
import { mainRule } from './rule.ts';

/** Time in which the main thread could have run: throttled, or behind others. The counter holds both; cpu.stat separates. */
export const runQueueWait = mainRule(
  { id: 'run-queue-wait', title: 'Waiting for a CPU', scope: 'container', method: 'saturation' },
  ({ figures, sample, subject, base }) => {
    const { main, waitingForCpu, seconds } = figures;
    const withCommand = {
      ...base,
      ...(subject && { command: execCommand(subject, ['cat', `/proc/${main.pid}/schedstat`]) }),
    };
    if (waitingForCpu === undefined) {
      return unknownCheck(withCommand, '/proc/PID/schedstat is not there or may not be read.');
    }
    const wait = subject === undefined ? undefined : cpuWait(sample, subject.probe);
    const why =
      wait === undefined
        ? 'whether its CPU limit or other tasks held it back could not be seen'
        : waitWords(wait);
    const said = `The main thread could run, and got no CPU, for ${duration(main.runQueueWaitMs ?? 0)} of ${duration(seconds * 1000)}`;
    return measuredCheck(withCommand, {
      threshold: 'run-queue-wait',
      value: waitingForCpu,
      measured: `${number(waitingForCpu)} % of the time`,
      reasons: { ok: `${said}.`, notice: `${said}; ${why}.` },
    });
  },
);

/** How often the main thread went to sleep, and how often it was taken off its CPU. */
export const contextSwitches = mainRule(
  { id: 'context-switches', title: 'Context switches', scope: 'container' },
  ({ figures, subject, base }) => {
    const { main, seconds } = figures;
    const { voluntarySwitches, involuntarySwitches } = main;
    const withCommand = {
      ...base,
      ...(subject && { command: execCommand(subject, ['grep', 'ctxt', `/proc/${main.pid}/status`]) }),
    };
    if (involuntarySwitches === undefined || !(seconds > 0)) {
      return unknownCheck(withCommand, 'The switches of the main thread could not be read.');
    }
    const forced = involuntarySwitches / seconds;
    const own = voluntarySwitches === undefined ? undefined : voluntarySwitches / seconds;
    return measuredCheck(withCommand, {
      threshold: 'context-switches',
      value: forced,
      measured: `${number(forced)} a second against its will${own === undefined ? '' : `, ${number(own)} by itself`}`,
      reasons: {
        ok: 'It is seldom taken off its CPU.',
        notice: 'It is often taken off its CPU: others compete for it, or a limit stops it.',
      },
    });
  },
);

/** Pages that the main process had to wait for. */
export const majorFaults = mainRule(
  { id: 'major-faults', title: 'Page faults that read a disk', scope: 'container' },
  ({ figures, subject, base }) => {
    const { main, seconds } = figures;
    const withCommand = {
      ...base,
      ...(subject && { command: execCommand(subject, ['cat', `/proc/${main.pid}/stat`]) }),
    };
    if (main.majorFaults === undefined || !(seconds > 0)) {
      return unknownCheck(withCommand, 'The page faults of the main process could not be read.');
    }
    const swapped = main.swapped !== undefined && main.swapped > 0 ? ' A part of it is swapped out.' : '';
    return measuredCheck(withCommand, {
      threshold: 'process-major-faults',
      value: main.majorFaults / seconds,
      measured: `${number(main.majorFaults)} in ${duration(seconds * 1000)}`,
      reasons: {
        ok: `Its memory is there when it is needed.${swapped}`,
        notice: `Some of its memory had to be read from a disk.${swapped}`,
        warning: `It waits for memory to be read from a disk: the node or its own limit leaves too little for its files and code.${swapped}`,
      },
      details: table(
        ['kind', 'faults'],
        [
          ['from a disk', number(main.majorFaults)],
          ...(main.minorFaults === undefined ? [] : [['without a disk', number(main.minorFaults)]]),
        ],
      ),
    });
  },
);
