import { duration } from '../../../units.ts';
import { defineCheck } from '../define-check.ts';
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
    const said = `Each look of ${duration(longestBusyMs)} on end found the main thread running or waiting for a child`;
    return {
      value: longestBusyMs,
      measured: `up to ${duration(longestBusyMs)}`,
      reasons: {
        ok: 'The main thread was found free again and again: the event loop turns.',
        notice: `${said}: short blocks, or several tasks in a row.`,
        warning: `${said}: requests that come meanwhile wait.`,
      },
    };
  }),
});
