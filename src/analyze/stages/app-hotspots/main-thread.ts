import { counted, number } from '../../../units.ts';
import { lockWait } from '../../figures/container/lock-wait.ts';
import type { MainFigures } from '../../figures/container/main-thread.ts';
import { defineCheck } from '../define-check.ts';
import { table } from '../details.ts';
import { atMain, ofMain, PROCESSES } from './look.ts';

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
export const mainThread = defineCheck({
  id: 'main-thread',
  stage: 'app-hotspots',
  title: 'What the main thread does',
  scope: 'container',
  decides: true,
  needs: PROCESSES,
  threshold: 'main-thread',
  shownBy: ofMain((proc) => ['cat', `${proc}/stat`, `${proc}/wchan`]),
  look: atMain(({ main }) => {
    const { app, busy } = main;
    const said = statesOf(main);
    const lock = lockWait(main);
    return {
      value: busy,
      measured: `${whole(busy)} busy`,
      reasons: {
        ok:
          lock?.of === 'file'
            ? `It waited for ${lock.said}: meanwhile it does no work.`
            : `${said}: it mostly waits for work.`,
        warning: `${said}: little time is left for other requests.`,
        problem: `${said}: it never rests.`,
      },
      details: [
        ...table(
          ['state', 'looks', 'meaning'],
          often(app.states).map(([state, count]) => [state, number(count), STATES[state] ?? '']),
        ),
        ...table(
          ['waits in the kernel at', 'looks'],
          often(app.waits).map(([place, count]) => [place, number(count)]),
        ),
      ],
    };
  }),
});

/** How often the looks found it in a sleep that nothing interrupts: it waits for a disk, or a file system. */
export const mainThreadDisk = defineCheck({
  id: 'main-thread-disk',
  stage: 'app-hotspots',
  title: 'Waiting for a disk',
  scope: 'container',
  needs: PROCESSES,
  threshold: 'main-thread-disk',
  shownBy: ofMain((proc) => ['cat', `${proc}/stat`, `${proc}/wchan`]),
  look: atMain(({ main }) => ({
    value: main.disk,
    measured: `${whole(main.disk)} of the looks`,
    reasons: {
      ok: 'The main thread was not seen to wait for a disk for long.',
      warning: `${statesOf(main)}: it waits for a disk or a file system.`,
      problem: `${statesOf(main)}: it waits for a disk or a file system most of the time.`,
    },
  })),
});

function statesOf({ looks, runnable, disk, withChild }: MainFigures): string {
  return `In ${counted(looks, 'look')} it was runnable in ${whole(runnable)}, waiting for a disk in ${whole(disk)}, and a child of it was alive in ${whole(withChild)}`;
}

function often(counts: Readonly<Record<string, number>>): [string, number][] {
  return Object.entries(counts).toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

function whole(percent: number): string {
  return `${number(percent)} %`;
}
