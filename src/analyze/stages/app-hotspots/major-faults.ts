import { duration, number } from '../../../units.ts';
import { defineCheck } from '../define-check.ts';
import { table } from '../details.ts';
import { atMain, ofMain, PROCESSES } from './look.ts';

/** Pages that the main process had to wait for. */
export const majorFaults = defineCheck({
  id: 'major-faults',
  stage: 'app-hotspots',
  title: 'Page faults that read a disk',
  scope: 'container',
  needs: PROCESSES,
  threshold: 'process-major-faults',
  shownBy: ofMain((proc) => ['cat', `${proc}/stat`]),
  look: atMain(({ main: { app, seconds } }) => {
    const { majorFaults: major, minorFaults: minor, swapped = 0 } = app;
    if (major === undefined || !(seconds > 0)) {
      return { unknown: 'The page faults of the main process could not be read.' };
    }
    const out = swapped > 0 ? ' A part of it is swapped out.' : '';
    return {
      value: major / seconds,
      measured: `${number(major)} in ${duration(seconds * 1000)}`,
      reasons: {
        ok: `Its memory is there when it is needed.${out}`,
        notice: `Some of its memory had to be read from a disk.${out}`,
        warning: `It waits for memory to be read from a disk: the node or its own limit leaves too little for its files and code.${out}`,
      },
      details: table(
        ['kind', 'faults'],
        [['from a disk', number(major)], ...(minor === undefined ? [] : [['without a disk', number(minor)]])],
      ),
    };
  }),
});
