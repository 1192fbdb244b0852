import { number } from '../../../units.ts';
import { percentOf } from '../window/rates.ts';
import type { MainFigures } from './main-thread.ts';

/** A lock for which the main thread waited in nearly all looks. */
export interface LockWait {
  /**
   * `file`: flock(2) or a record lock of fcntl(2), which another process holds. `thread`: a futex, where a main thread
   * also sleeps while its other threads work, as in Java and Go.
   */
  of: 'file' | 'thread';
  /** `a lock on a file, which another process holds, in 23 of 23 looks (locks_lock_inode_wait)`. */
  said: string;
}

/** Percent of looks: it does nothing else. */
const NEARLY_ALL = 90;
/** With fewer looks it may be chance. */
const FEWEST_LOOKS = 5;

/**
 * Kernel functions in which who wants a lock sleeps, as wchan names them: https://github.com/torvalds/linux/blob/master/fs/locks.c,
 * https://github.com/torvalds/linux/blob/master/fs/lockd/clntproc.c, https://github.com/torvalds/linux/blob/master/kernel/futex/waitwake.c
 */
const PLACES = {
  file: /^(?:locks_lock_inode_wait|(?:flock|posix)_lock_(?:inode|file)_wait|do_lock_file_wait|fcntl_setlk(?:64)?|nlmclnt_\w+)$/,
  thread: /^(?:do_)?futex(?:_|$)/,
} as const;
const WORDS = {
  file: 'a lock on a file, which another process holds',
  thread: 'another thread, or a lock that it holds',
} as const;

/** Undefined where it waits for none, or where the kernel does not tell where it sleeps. */
export function lockWait({ app, looks }: MainFigures): LockWait | undefined {
  if (looks < FEWEST_LOOKS) return undefined;
  const places = Object.entries(app.waits);
  for (const kind of ['file', 'thread'] as const) {
    const found = places.filter(([place]) => PLACES[kind].test(place));
    const count = found.reduce((sum, [, times]) => sum + times, 0);
    if ((percentOf(count, looks) ?? 0) < NEARLY_ALL) continue;
    const at = found.map(([place]) => place).join(', ');
    return { of: kind, said: `${WORDS[kind]}, in ${number(count)} of ${number(looks)} looks (${at})` };
  }
  return undefined;
}
