import { duration, number } from '../../../units.ts';
import { listed } from '../../words.ts';
import { defineCheck } from '../define-check.ts';
import { table } from '../details.ts';
import { inContainer } from '../../figures/subject.ts';
import { atMain, PROCESSES } from './look.ts';

/** Which threads and processes used the CPU. */
export const cpuByThread = defineCheck({
  id: 'cpu-by-thread',
  stage: 'app-hotspots',
  title: 'CPU by thread',
  scope: 'container',
  method: 'utilisation',
  needs: PROCESSES,
  threshold: 'cpu-by-thread',
  shownBy: ({ audit }) => inContainer(audit, ['top', '-H', '-b', '-n', '1']),
  look: atMain(({ main: { app, seconds, onCpu }, processes }) => {
    const core = (cpuMs: number): string => `${number((cpuMs / (seconds * 1000)) * 100)} %`;
    const details = [
      ...table(
        ['thread', 'name', 'CPU', 'of a core', 'waited for a CPU', 'state'],
        app.threads.map(({ tid, name, cpuMs, runQueueWaitMs, state }) => [
          tid === app.pid ? `${tid} (main)` : String(tid),
          name,
          duration(cpuMs),
          core(cpuMs),
          runQueueWaitMs === undefined ? '' : duration(runQueueWaitMs),
          state,
        ]),
      ),
      ...table(
        ['process', 'name', 'CPU', 'of a core', 'its ended children', 'threads'],
        processes.processes.map(({ pid, name, cpuMs, childrenCpuMs, threadCount }) => [
          pid === app.pid ? `${pid} (the app)` : String(pid),
          name,
          duration(cpuMs),
          core(cpuMs),
          duration(childrenCpuMs),
          number(threadCount),
        ]),
      ),
    ];
    if (onCpu === undefined) {
      return { unknown: 'The CPU time of the main thread could not be read.', details };
    }
    const others = app.threads
      .filter(({ tid, cpuMs }) => tid !== app.pid && cpuMs > 0)
      .map(({ name, cpuMs }) => `${name} ${core(cpuMs)}`);
    const rest = others.length === 0 ? '' : `; of its other threads ${listed(others)}`;
    const said = `The main thread used ${number(onCpu)} % of a core${rest}`;
    return {
      value: onCpu,
      measured: `${number(onCpu)} % of a core`,
      reasons: {
        ok: `${said}.`,
        warning: `${said}: one thread can have one core at most, so work queues behind it.`,
        problem: `${said}: it has the whole core that a thread can have.`,
      },
      details,
    };
  }),
});
