import { number } from '../../../units.ts';
import { defineCheck } from '../define-check.ts';
import { atMain, ofMain, PROCESSES } from './look.ts';

/** How often the main thread went to sleep, and how often it was taken off its CPU. */
export const contextSwitches = defineCheck({
  id: 'context-switches',
  stage: 'app-hotspots',
  title: 'Context switches',
  scope: 'container',
  needs: PROCESSES,
  threshold: {
    what: 'Times that the main thread was taken off its CPU against its will',
    unit: ' a second',
    comparison: 'from',
    notice: 100,
    why: 'Our choice. It tells of competition for CPUs, and costs little by itself.',
    source: 'https://man7.org/linux/man-pages/man5/proc_pid_status.5.html',
  },
  shownBy: ofMain((proc) => ['grep', 'ctxt', `${proc}/status`]),
  look: atMain(({ main: { app, seconds } }) => {
    const { voluntarySwitches, involuntarySwitches } = app;
    if (involuntarySwitches === undefined || !(seconds > 0)) {
      return { unknown: 'The switches of the main thread could not be read.' };
    }
    const own = voluntarySwitches === undefined ? '' : `, ${number(voluntarySwitches / seconds)} by itself`;
    return {
      value: involuntarySwitches / seconds,
      measured: `${number(involuntarySwitches / seconds)} a second against its will${own}`,
      reasons: {
        ok: 'It is seldom taken off its CPU.',
        notice: 'It is often taken off its CPU: others compete for it, or a limit stops it.',
      },
    };
  }),
});
