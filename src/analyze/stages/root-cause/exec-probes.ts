import { execProbeFigure } from '../../figures/environment/probe-timeouts.ts';
import { linksDominate } from '../../figures/audited.ts';
import { disableServiceLinks, newerRunc, probesWithoutExec } from '../../judgement/mends.ts';
import { isBad } from '../../figures/threshold.ts';
import { defineCause } from './define-cause.ts';
import { isDown, type Facts } from './facts.ts';
import { allowExec } from './hints.ts';
import { saidBy } from './said.ts';
import { candidate, open, ruledOut, type Candidate } from './weigh.ts';

/** Each run of an exec probe hands the whole environment on, and takes longer than it may. */
export const execProbes = defineCause({
  id: 'exec-probes',
  title: 'Exec probes that pay for the environment',
  topic: 'exec probes',
  shownBy: ['exec-probes'],
  weigh,
});

function weigh(facts: Facts): Candidate {
  const found = execProbeFigure(facts.evidence);
  if (found === undefined)
    return facts.environment.known
      ? ruledOut('it has no exec probe that pays for many variables')
      : open('the number of variables is not known');
  if (!isBad(facts.verdict('exec-probes'))) return ruledOut(saidBy(facts, 'exec-probes'));
  const { judgement, links, variables } = facts.environment;
  const notReady = facts.state?.container.ready === false;
  const restarted = facts.verdict('restarts') === 'warning' || facts.verdict('restarts') === 'problem';
  return candidate({
    tier: notReady && found.timedOut !== undefined && !isDown(facts) ? 'down' : 'slow',
    text: `${saidBy(facts, 'exec-probes')} ${links} of the ${variables} variables are service links.`,
    points: [
      { holds: true, weight: 2, text: saidBy(facts, 'exec-probes'), check: 'exec-probes' },
      { holds: found.timedOut !== undefined, weight: 2 },
      { holds: found.measured, weight: 1 },
      { holds: notReady || restarted, weight: 1 },
      {
        holds: isBad(facts.verdict('pod-events')),
        weight: 1,
        text: saidBy(facts, 'pod-events'),
        check: 'pod-events',
      },
    ],
    surer: found.measured ? [] : [allowExec(facts)],
    mends: [
      probesWithoutExec(),
      ...(linksDominate(judgement) ? [disableServiceLinks(facts.subject)] : []),
      newerRunc(),
    ],
  });
}
