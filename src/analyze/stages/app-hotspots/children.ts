import { counted, duration, number } from '../../../units.ts';
import { listed } from '../../words.ts';
import { defineCheck } from '../define-check.ts';
import { table } from '../details.ts';
import { inContainer } from '../../figures/subject.ts';
import { atProcesses, PROCESSES } from './look.ts';

/** How many processes and threads were created: exact, because PIDs are given out in order. */
export const childrenCreated = defineCheck({
  id: 'children-created',
  stage: 'app-hotspots',
  title: 'Processes created',
  scope: 'container',
  needs: PROCESSES,
  threshold: {
    what: 'Processes and threads that were created in the container',
    unit: ' a second',
    comparison: 'above',
    notice: 0,
    why: 'Creating some is no harm; what each costs is judged by the environment’s share of the time.',
    source: 'https://man7.org/linux/man-pages/man5/proc_loadavg.5.html',
  },
  shownBy: ({ audit }) => inContainer(audit, ['cat', '/proc/loadavg']),
  look: atProcesses(({ spawns }) => {
    if (spawns?.created === undefined || !(spawns.created.seconds > 0)) {
      return {
        unknown:
          'The last PID cannot tell it here: the container shares its PID namespace, or it could not be read.',
      };
    }
    const { byMain } = spawns;
    const { count: created, seconds } = spawns.created;
    const own =
      byMain === undefined
        ? 'whose they were was not seen; threads are counted, too'
        : byMain === 0
          ? 'none of them by the app'
          : `about ${number(byMain)} of them started by the app itself`;
    return {
      value: created / seconds,
      measured: `${number(created)} in ${duration(seconds * 1000)}`,
      reasons: {
        ok: 'No process and no thread was created in the window.',
        notice: `${counted(created, 'process or thread', 'processes and threads')} were created in the window, ${own}.`,
      },
    };
  }),
});

/** The children that were seen, by parent and name. */
export const childrenSeen = defineCheck({
  id: 'children-seen',
  stage: 'app-hotspots',
  title: 'Child processes seen',
  scope: 'container',
  needs: PROCESSES,
  threshold: 'children-wait',
  shownBy: ({ audit }) => inContainer(audit, ['ps', '-ef']),
  look: atProcesses(({ processes, spawns }) => {
    const { main, children, looks } = processes;
    if (looks === 0) return { unknown: 'Nobody looked at the processes.' };
    const alive = main === undefined || spawns?.lasting === true ? 0 : Math.min(looks, main.looksWithChild);
    const names = children.seen.map(({ parent, name }) => `${name} of ${parent}`);
    const zombies =
      children.zombies === 0
        ? ''
        : ` ${counted(children.zombies, 'process', 'processes')} ended and ${children.zombies === 1 ? 'was' : 'were'} not collected by ${children.zombies === 1 ? 'its' : 'their'} parent.`;
    const seen = names.length === 0 ? 'No short-lived child was seen' : `Seen: ${listed(names, 4)}`;
    return {
      value: (alive / looks) * 100,
      measured: `a child of the app in ${alive} of ${counted(looks, 'look')}`,
      reasons: {
        ok: `${seen}.${zombies}`,
        notice: `${seen}; a child of the app was alive in ${alive} of ${counted(looks, 'look')}.${zombies}`,
      },
      details: table(
        ['parent', 'child', 'seen', 'at most alive for'],
        children.seen.map(({ parent, name, count, longestMs }) => [
          parent,
          name,
          number(count),
          duration(longestMs),
        ]),
      ),
    };
  }),
});
