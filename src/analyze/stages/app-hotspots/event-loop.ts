import { duration, number } from '../../../units.ts';
import type { MainFigures } from '../../figures/container/main-thread.ts';
import { defineCheck } from '../define-check.ts';
import { isBad } from '../../figures/threshold.ts';
import { isReached, verdictOn } from '../../figures/thresholds.ts';
import { atMain, PROCESSES } from './look.ts';

/** Whether a Node.js event loop stood still: inferred from looks, so nothing is put into the process. */
export const eventLoopBlocked = defineCheck({
  id: 'event-loop-blocked',
  stage: 'app-hotspots',
  title: 'Event loop blocked',
  scope: 'container',
  method: 'saturation',
  needs: PROCESSES,
  threshold: 'event-loop-blocked',
  look: atMain(({ main, spawns, environment }) => {
    const { longestBusyMs, name } = main.app;
    if (environment?.judgement.runtime.id !== 'node' && !name.startsWith('node')) {
      return { verdict: 'ok', reason: 'It is no Node.js, so it has no event loop of that kind.' };
    }
    if (longestBusyMs === undefined) return { unknown: 'It was not looked at often enough.' };
    if (spawns?.lasting === true) {
      return {
        unknown: 'The app has a child that lives all the time, so waiting for it cannot be told.',
      };
    }
    const { inBursts = 0, stretchMs = 0 } = main;
    const seen = blockedMs(main);
    if (isReached('event-loop-bursts', inBursts) && !isBad(verdictOn('event-loop-blocked', seen))) {
      return bursts(inBursts, stretchMs);
    }
    const said = `Each look of ${duration(seen)} on end found the main thread running or waiting for a child`;
    return {
      value: seen,
      measured: `up to ${duration(seen)}`,
      reasons: {
        ok: 'The main thread was found free again and again: the event loop turns.',
        notice: `${said}: short blocks, or several tasks in a row.`,
        warning: `${said}: requests that come meanwhile wait.`,
      },
    };
  }),
});

/** Each is too short for the looks to tell a block from several tasks; that they come again and again is what hurts. */
function bursts(percent: number, stretchMs: number) {
  const said = `The main thread computes for some ${duration(stretchMs)} on end, again and again, and that is ${number(percent)} % of the time`;
  return {
    threshold: 'event-loop-bursts',
    value: percent,
    measured: `for ${duration(stretchMs)} again and again`,
    reasons: { ok: `${said}.`, warning: `${said}: requests that come meanwhile wait.` },
  } as const;
}

/** The looks may meet short tasks by chance: without a child it is not blocked for longer than it ran and waited to run. */
function blockedMs({ app, withChild, stretchMs = 0 }: MainFigures): number {
  const { longestBusyMs = 0, mainThreadCpuMs, runQueueWaitMs } = app;
  const most =
    withChild > 0 || mainThreadCpuMs === undefined || runQueueWaitMs === undefined
      ? Number.POSITIVE_INFINITY
      : mainThreadCpuMs + runQueueWaitMs;
  return Math.max(Math.min(longestBusyMs, most), stretchMs);
}
