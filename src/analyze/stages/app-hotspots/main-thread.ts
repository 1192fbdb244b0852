import { counted, duration, number } from '../../../units.ts';
import { execCommand } from '../../command.ts';
import { listed } from '../../words.ts';
import { measuredCheck, unknownCheck } from '../check-of.ts';
import { table } from '../details.ts';
import { harshest } from '../threshold.ts';
import { verdictOn } from '../thresholds.ts';
import { mainRule } from './rule.ts';

const STATES: Readonly<Record<string, string>> = {
  R: 'runnable: on a CPU, or wanting one',
  S: 'sleeping: waiting for something',
  D: 'waiting for a disk or the like, not to be interrupted',
  T: 'stopped',
  t: 'stopped by a debugger',
  Z: 'ended, not yet collected',
  I: 'idle',
};

/** In which state the looks found the main thread. */
export const mainThread = mainRule(
  { id: 'main-thread', title: 'What the main thread does', scope: 'container' },
  ({ figures, subject, base }) => {
    const { main, runnable, withChild, disk, busy, looks } = figures;
    const isDisk = verdictOn('main-thread-disk', disk) !== 'ok' && disk > busy;
    const said = `In ${counted(looks, 'look')} it was runnable in ${whole(runnable)}, waiting for a disk in ${whole(disk)}, and a child of it was alive in ${whole(withChild)}`;
    const check = measuredCheck(
      {
        ...base,
        ...(subject && {
          command: execCommand(subject, ['cat', `/proc/${main.pid}/stat`, `/proc/${main.pid}/wchan`]),
        }),
      },
      {
        threshold: isDisk ? 'main-thread-disk' : 'main-thread',
        value: isDisk ? disk : busy,
        measured: isDisk ? `${whole(disk)} waiting for a disk` : `${whole(busy)} busy`,
        reasons: {
          ok: `${said}: it mostly waits for work.`,
          warning: isDisk
            ? `${said}: it waits for a disk or a file system.`
            : `${said}: little time is left for other requests.`,
          problem: isDisk
            ? `${said}: it waits for a disk or a file system most of the time.`
            : `${said}: it never rests.`,
        },
        details: [
          ...table(
            ['state', 'looks', 'meaning'],
            Object.entries(main.states)
              .toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
              .map(([state, count]) => [state, number(count), STATES[state] ?? '']),
          ),
          ...table(
            ['waits in the kernel at', 'looks'],
            Object.entries(main.waits)
              .toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
              .map(([place, count]) => [place, number(count)]),
          ),
        ],
      },
    );
    const verdict = harshest(check.verdict, isDisk ? 'ok' : verdictOn('main-thread', busy));
    return { ...check, verdict };
  },
);

/** Which threads and processes used the CPU. */
export const cpuByThread = mainRule(
  { id: 'cpu-by-thread', title: 'CPU by thread', scope: 'container', method: 'utilisation' },
  ({ figures, processes, subject, base }) => {
    const { main, seconds, onCpu } = figures;
    const withCommand = {
      ...base,
      ...(subject && { command: execCommand(subject, ['top', '-H', '-b', '-n', '1']) }),
    };
    const core = (cpuMs: number): string => `${number((cpuMs / (seconds * 1000)) * 100)} %`;
    const details = [
      ...table(
        ['thread', 'name', 'CPU', 'of a core', 'state'],
        main.threads.map(({ tid, name, cpuMs, state }) => [
          tid === main.pid ? `${tid} (main)` : String(tid),
          name,
          duration(cpuMs),
          core(cpuMs),
          state,
        ]),
      ),
      ...table(
        ['process', 'name', 'CPU', 'of a core', 'its ended children', 'threads'],
        processes.processes.map(({ pid, name, cpuMs, childrenCpuMs, threadCount }) => [
          pid === main.pid ? `${pid} (the app)` : String(pid),
          name,
          duration(cpuMs),
          core(cpuMs),
          duration(childrenCpuMs),
          number(threadCount),
        ]),
      ),
    ];
    if (onCpu === undefined) {
      return unknownCheck(withCommand, 'The CPU time of the main thread could not be read.', details);
    }
    const others = main.threads
      .filter(({ tid, cpuMs }) => tid !== main.pid && cpuMs > 0)
      .map(({ name, cpuMs }) => `${name} ${core(cpuMs)}`);
    const rest = others.length === 0 ? '' : `; of its other threads ${listed(others)}`;
    const said = `The main thread used ${whole(onCpu)} of a core${rest}`;
    return measuredCheck(withCommand, {
      threshold: 'cpu-by-thread',
      value: onCpu,
      measured: `${whole(onCpu)} of a core`,
      reasons: {
        ok: `${said}.`,
        warning: `${said}: one thread can have one core at most, so work queues behind it.`,
        problem: `${said}: it has the whole core that a thread can have.`,
      },
      details,
    });
  },
);

function whole(percent: number): string {
  return `${number(percent)} %`;
}
