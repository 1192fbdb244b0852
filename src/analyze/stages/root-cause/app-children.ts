import { counted, duration, number } from '../../../units.ts';
import { percentOf } from '../../figures/window/rates.ts';
import { verdictOn } from '../../figures/thresholds.ts';
import { smallEnvironment, asynchronousExec } from '../../judgement/mends.ts';
import { isBad } from '../../figures/threshold.ts';
import { defineCause } from './define-cause.ts';
import { linksMatter, type Facts } from './facts.ts';
import { allowExec, traceOf } from './hints.ts';
import { advice } from './mends.ts';
import { candidate, open, ruledOut, type Candidate } from './weigh.ts';

/** The app waits for children, or they use its CPU, and it is not the links that make them dear. */
export const appChildren = defineCause({
  id: 'app-children',
  title: 'The app waits for child processes',
  topic: 'child processes',
  shownBy: ['children-seen'],
  weigh,
});

function weigh(facts: Facts): Candidate {
  const { main, spawns, share, cpuLimit, environment } = facts;
  if (main === undefined || spawns === undefined) {
    return open('its child processes could not be seen', [allowExec(facts)]);
  }
  if (spawns.byMain === 0) return ruledOut('it started no child process');
  const available = spawns.seconds * 1000 * Math.min(1, cpuLimit ?? 1);
  const used = percentOf(main.app.childrenCpuMs, available) ?? 0;
  const busy = Math.min(100, Math.max(main.withChild, used));
  if (!isBad(verdictOn('children-wait', busy))) {
    return ruledOut(
      `a child was alive in ${number(main.withChild)} % of the looks, and children used ${number(used)} % of its CPU`,
    );
  }
  if (linksMatter(facts) && share !== undefined && share.links * 100 * 2 >= busy) {
    return ruledOut('it is what service links make them cost, and not the children themselves');
  }
  const { created, byMain } = spawns;
  const count =
    created !== undefined
      ? `${counted(created.count, 'process or thread was', 'processes and threads were')} created in ${duration(created.seconds * 1000)}`
      : `the app started ${byMain === undefined ? 'child processes' : `about ${number(byMain)} child processes`} in ${duration(spawns.seconds * 1000)}`;
  const pid = main.app.pid;
  return candidate(
    {
      text: `The app waits for child processes: ${count}; a child was alive in ${number(main.withChild)} % of the looks, and they used ${number(used)} % of the CPU that it may use.`,
      share: busy / 100,
      points: [
        {
          holds: isBad(verdictOn('children-wait', main.withChild)),
          weight: 2,
          text: `A child of the app was alive in ${number(main.withChild)} % of the looks.`,
          check: 'children-seen',
        },
        {
          holds: used >= 20,
          weight: 3,
          text: `Its children used ${number(used)} % of the CPU that it may use.`,
          check: 'cpu-by-thread',
        },
        {
          holds: isBad(facts.verdict('event-loop-blocked')) || isBad(facts.verdict('accept-queue-waiting')),
          weight: 2,
          text: 'Meanwhile the app takes no requests.',
          check: isBad(facts.verdict('accept-queue-waiting')) ? 'accept-queue-waiting' : 'event-loop-blocked',
        },
        // What the environment makes them cost must be known to be ruled out.
        { holds: share === undefined && environment.links > 0 ? undefined : false, weight: -2 },
      ],
      surer: [
        { text: 'A trace shows which children they are, and how long each takes.', ...traceOf(facts, pid) },
      ],
      mends: [
        advice(
          'Do without the children, or keep the result',
          'A library call instead of a command, or a command once a minute instead of once a request.',
        ),
        smallEnvironment(environment.judgement.runtime),
        ...(environment.judgement.runtime.id === 'node' && !spawns.asynchronous ? [asynchronousExec()] : []),
      ],
    },
    open('it starts children, but whether it waits for them was not seen', [allowExec(facts)]),
  );
}
