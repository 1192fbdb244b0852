import type { Known } from '../../../contracts/evidence.ts';
import type { ProcessesSample } from '../../../contracts/sample-evidence.ts';
import { cleanText } from '../../cluster/clean-text.ts';
import type { SampleOrder } from '../request.ts';
import { parseChildren } from './children.ts';
import { parseLooks } from './looks.ts';
import { parseMain } from './main-process.ts';
import { whole } from './numbers.ts';
import { valueOf, type Phase, type Reading } from './reading.ts';
import { processSample, signalsOf } from './process-sample.ts';
import { parseStat, type Stat } from './stat.ts';

const MOST = 32;

/** The processes of the container, those that were made in the window, and the one that is taken for the application. */
export function parseProcesses(reading: Reading, order: SampleOrder): Known<ProcessesSample> {
  const first = statsOf(reading.first);
  const last = statsOf(reading.last);
  if (last.size === 0)
    return {
      known: false,
      problem: { code: 'no-processes', message: 'no process of the container could be seen' },
    };
  const looks = parseLooks(reading);
  const newcomers = reading.newcomers.flatMap((line) => parseStat(line) ?? []);
  const mainPid = whole(reading.keys.get('main'));
  const stat = mainPid === undefined ? undefined : last.get(mainPid);
  const init = order.shared ? undefined : initOf(reading.last, last.get(1));
  return {
    known: true,
    value: {
      looks: looks.length,
      processes: [...last.values()]
        .map((each) => processSample(first.get(each.pid), each))
        .toSorted((a, b) => b.cpuMs + b.childrenCpuMs - a.cpuMs - a.childrenCpuMs || a.pid - b.pid)
        .slice(0, MOST),
      truncated: reading.keys.has('cut'),
      init,
      ...(stat === undefined
        ? {}
        : { main: parseMain(reading, { first: first.get(stat.pid), last: stat, looks, newcomers }) }),
      children: parseChildren(reading, order, {
        stats: [...first.values(), ...last.values()],
        looks,
        newcomers,
      }),
    },
  };
}

function statsOf({ processes }: Phase): Map<number, Stat> {
  const stats = processes.slice(0, 256).flatMap((line) => parseStat(line) ?? []);
  return new Map(stats.map((stat) => [stat.pid, stat]));
}

function initOf({ files }: Phase, stat: Stat | undefined): ProcessesSample['init'] {
  const lines = files.get('/proc/1/status');
  const name = valueOf(lines, 'Name:') ?? stat?.name;
  const signals = signalsOf(lines);
  return name === undefined ? undefined : { pid: 1, name: cleanText(name, 64) || '?', signals };
}
