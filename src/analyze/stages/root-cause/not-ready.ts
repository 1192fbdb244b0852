import { logsCommand, describePodCommand } from '../../command.ts';
import { notReady as figure, type NotReady } from '../../figures/not-ready.ts';
import { defineCause } from './define-cause.ts';
import { isDown, type Facts } from './facts.ts';
import { advice } from './mends.ts';
import { saidBy } from './said.ts';
import { candidate, contributes, open, ruledOut, unsettled, type Candidate } from './weigh.ts';

/** The container runs, and Services send its pod nothing: its probe fails, or another of its containers is down. */
export const notReady = defineCause({
  id: 'not-ready',
  title: 'The pod is not ready, so it gets no requests',
  topic: 'whether the pod is ready',
  shownBy: ['readiness'],
  weigh,
});

/** A container that is down keeps its pod from being ready, and so does who says no; a probe without an answer is a symptom. */
const WEIGHTS = { down: 6, answered: 4, failed: 2, untold: 0 } as const;

function weigh(facts: Facts): Candidate {
  const found = figure(facts.evidence);
  if (found === undefined) {
    if (facts.state === undefined) return open('the pod’s state could not be read');
    return isDown(facts) ? unsettled('it does not run') : ruledOut('the pod is ready');
  }
  const said = saidBy(facts, 'readiness');
  if (found.how === 'untold') return contributes(said);
  return candidate({
    text: `The pod is not ready. ${said}`,
    points: [{ holds: true, weight: WEIGHTS[found.how], text: said, check: 'readiness' }],
    mends: [mendOf(facts, found)],
  });
}

function mendOf(
  { subject: { pod, container } }: Facts,
  { container: other, how }: NotReady,
): Candidate['mends'][number] {
  const logs = logsCommand(pod, other ?? container.name);
  if (other !== undefined)
    return advice(
      `Look after container ${other} first`,
      'A pod is ready when all of its containers are; the reason stands at the end of its log most of the time.',
      logs,
    );
  if (how === 'answered')
    return advice(
      'See why the app says that it is not ready',
      'It answers its probe, and with an error: what it checks there, such as a database, tells more than the app’s speed.',
      logs,
    );
  return advice(
    'See what its readiness probe asks, and how much time it gives',
    'The port and path must be those of the app, and timeoutSeconds longer than its answer takes.',
    describePodCommand(pod),
  );
}
