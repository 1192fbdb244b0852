import { decimal, whole, words } from './numbers.ts';
import type { Reading } from './reading.ts';

const MOST = 10_000;

/** One of the looks some times a second. */
export interface Look {
  at: number;
  /** Of the main thread; absent when it could not be read. */
  state?: string;
  /** CPU time of the main thread so far, in steps of 10 ms. */
  cpuMs?: number;
  /** The PID that was given last. */
  last?: number;
  /** Processes that the sampler itself had started so far. */
  forks: number;
  /** Audits that ran in the container. */
  audits: number;
  wait?: string;
  /** System call and its first argument, where that may be read. */
  call?: string;
  argument?: string;
  /** Processes that came in the window and were there. */
  alive: number[];
}

/** `UPTIME STATE USER SYSTEM LAST FORKS AUDITS WAIT CALL ARGUMENT PID…` */
export function parseLooks({ looks }: Reading): Look[] {
  return looks.slice(0, MOST).flatMap((line) => {
    const [
      time,
      state = '',
      user,
      system,
      last,
      forks,
      audits,
      wait = '',
      call = '',
      argument = '',
      ...alive
    ] = words(line);
    const at = decimal(time);
    const given = whole(last);
    const [inUser, inSystem] = [whole(user), whole(system)];
    if (at === undefined) return [];
    return [
      {
        at,
        ...(/^[A-Za-z]$/.test(state) ? { state } : {}),
        ...(inUser === undefined || inSystem === undefined ? {} : { cpuMs: (inUser + inSystem) * 10 }),
        last: given,
        forks: whole(forks) ?? 0,
        audits: whole(audits) ?? 0,
        ...(/^[\w.]{2,64}$/.test(wait) ? { wait } : {}),
        ...(/^\d{1,4}$/.test(call) ? { call } : {}),
        ...(/^0x[0-9a-f]{1,16}$/.test(argument) ? { argument } : {}),
        alive: alive.map(whole).filter((pid) => pid !== undefined),
      },
    ];
  });
}

/** PIDs start over here. https://github.com/torvalds/linux/blob/master/kernel/pid.c (RESERVED_PIDS) */
const RESERVED = 300;

/**
 * Processes and threads that were made between looks, the sampler's own left out, and over how long that was counted:
 * stretches in which an audit ran are not. `own`: PIDs that the sampler's jobs used, and when.
 */
export function countCreated(
  looks: readonly Look[],
  own: readonly { at: number; count: number }[],
  pidMax: number,
): { created: number; overMs: number } | undefined {
  let created = 0;
  let overMs = 0;
  for (const [index, look] of looks.entries()) {
    const before = looks[index - 1];
    if (before?.last === undefined || look.last === undefined || look.audits + before.audits > 0) continue;
    const given = look.last - before.last;
    created += given < 0 ? Math.max(0, given + pidMax - RESERVED) : given;
    created -= look.forks - before.forks;
    for (const { at, count } of own) if (at > before.at && at <= look.at) created -= count;
    overMs += (look.at - before.at) * 1000;
  }
  return overMs > 0 ? { created: Math.max(0, created), overMs: Math.round(overMs) } : undefined;
}

/** Where a thread waits that waits for a process, or for what it writes. */
const WAITS_FOR_CHILD = /^(do_wait|pipe_read|anon_pipe_read|pipe_wait)/;

/**
 * Whether the main thread runs or waits for a child at a look. A runtime that waits for a child synchronously does so in
 * an event loop of its own: the same system call as when it is idle, with another descriptor.
 */
export function busyTest(looks: readonly Look[], hasChild: (look: Look) => boolean): (look: Look) => boolean {
  const idle = new Map<string, Map<string, number>>();
  for (const look of looks) {
    if (look.call === undefined || look.argument === undefined || look.state !== 'S' || hasChild(look))
      continue;
    const counts = idle.get(look.call) ?? new Map<string, number>();
    idle.set(look.call, counts.set(look.argument, (counts.get(look.argument) ?? 0) + 1));
  }
  return (look) => {
    if (look.state === 'R' || look.state === 'D') return true;
    if (!hasChild(look)) return false;
    if (WAITS_FOR_CHILD.test(look.wait ?? '')) return true;
    const known = look.call === undefined ? undefined : idle.get(look.call);
    return known !== undefined && look.argument !== undefined && !known.has(look.argument);
  };
}
