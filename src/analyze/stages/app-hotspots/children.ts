import { counted, duration, number } from '../../../units.ts';
import { execCommand } from '../../command.ts';
import { listed } from '../../words.ts';
import { measuredCheck, unknownCheck } from '../check-of.ts';
import { table } from '../details.ts';
import { environmentCost } from './environment-cost.ts';
import { processRule } from './rule.ts';
import { spawnsOf } from './spawns.ts';

/** How many processes and threads were created: exact, because PIDs are given out in order. */
export const childrenCreated = processRule(
  { id: 'children-created', title: 'Processes created', scope: 'container' },
  ({ sample, audit, subject, base }) => {
    const withCommand = {
      ...base,
      ...(subject && { command: execCommand(subject, ['cat', '/proc/loadavg']) }),
    };
    const spawns = spawnsOf(sample, environmentCost(audit)?.child?.cpuMs);
    if (spawns?.created === undefined || !(spawns.created.seconds > 0)) {
      return unknownCheck(
        withCommand,
        'The last PID cannot tell it here: the container shares its PID namespace, or it could not be read.',
      );
    }
    const { byMain } = spawns;
    const { count: created, seconds } = spawns.created;
    const own =
      byMain === undefined
        ? 'whose they were was not seen; threads are counted, too'
        : byMain === 0
          ? 'none of them by the app'
          : `about ${number(byMain)} of them started by the app itself`;
    return measuredCheck(withCommand, {
      threshold: 'children-created',
      value: created / seconds,
      measured: `${number(created)} in ${duration(seconds * 1000)}`,
      reasons: {
        ok: 'No process and no thread was created in the window.',
        notice: `${counted(created, 'process or thread', 'processes and threads')} were created in the window, ${own}.`,
      },
    });
  },
);

/** The children that were seen, by parent and name. */
export const childrenSeen = processRule(
  { id: 'children-seen', title: 'Child processes seen', scope: 'container' },
  ({ sample, processes, subject, base }) => {
    const { main, children, looks } = processes;
    const withCommand = { ...base, ...(subject && { command: execCommand(subject, ['ps', '-ef']) }) };
    if (looks === 0) return unknownCheck(withCommand, 'Nobody looked at the processes.');
    const spawns = spawnsOf(sample);
    const alive = main === undefined || spawns?.lasting === true ? 0 : Math.min(looks, main.looksWithChild);
    const names = children.seen.map(({ parent, name }) => `${name} of ${parent}`);
    const zombies =
      children.zombies === 0
        ? ''
        : ` ${counted(children.zombies, 'process', 'processes')} ended and ${children.zombies === 1 ? 'was' : 'were'} not collected by ${children.zombies === 1 ? 'its' : 'their'} parent.`;
    const seen = names.length === 0 ? 'No short-lived child was seen' : `Seen: ${listed(names, 4)}`;
    return measuredCheck(withCommand, {
      threshold: 'children-wait',
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
    });
  },
);
