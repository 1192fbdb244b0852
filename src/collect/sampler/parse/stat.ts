import { cleanText } from '../../cluster/clean-text.ts';

const LONGEST_NAME = 64;

/** A line of /proc/PID/stat as the sampler shortens it; CPU times in ticks of 10 ms. */
export interface Stat {
  pid: number;
  name: string;
  state: string;
  parent: number;
  minorFaults: number;
  majorFaults: number;
  user: number;
  system: number;
  childrenUser: number;
  childrenSystem: number;
  threads: number;
  /** Ticks since boot. */
  started: number;
}

/**
 * `PID (NAME) STATE PARENT SESSION MINFLT MAJFLT UTIME STIME CUTIME CSTIME THREADS STARTTIME`; the name may hold anything.
 * Undefined for anything else. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
export function parseStat(line: string): Stat | undefined {
  const [, pid, name, state, numbers] =
    /^(\d{1,10}) \((.*)\) ([A-Za-z]) (\d{1,10} -?\d{1,10}(?: -?\d{1,20}){8})$/.exec(line) ?? [];
  if (pid === undefined || name === undefined || state === undefined || numbers === undefined)
    return undefined;
  const [parent, , minorFaults, majorFaults, user, system, childrenUser, childrenSystem, threads, started] =
    numbers.split(' ').map((text) => Math.max(0, Number(text)));
  return {
    pid: Number(pid),
    name: cleanText(name, LONGEST_NAME) || '?',
    state,
    parent: parent!,
    minorFaults: minorFaults!,
    majorFaults: majorFaults!,
    user: user!,
    system: system!,
    childrenUser: childrenUser!,
    childrenSystem: childrenSystem!,
    threads: threads!,
    started: started!,
  };
}
