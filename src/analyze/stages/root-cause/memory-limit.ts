import { age } from '../../../units.ts';
import { memoryLimit as limitOf } from '../app-limits/limits.ts';
import { isRecent } from '../dependency-services/pod-health.ts';
import { increase } from '../../figures/window/rates.ts';
import { isBad } from '../../figures/threshold.ts';
import { stayingPercent } from '../app-limits/memory-figures.ts';
import { isReached } from '../../figures/thresholds.ts';
import { defineCause } from './define-cause.ts';
import { isDown, type Facts } from './facts.ts';
import { advice, raiseMemoryLimit } from './mends.ts';
import { saidBy } from './said.ts';
import { candidate, contributes, open, ruledOut, type Candidate } from './weigh.ts';

/** Killed for memory, or throttled by its memory limit. */
export const memoryLimit = defineCause({
  id: 'memory-limit',
  title: 'The memory limit is too small, or memory leaks',
  topic: 'the memory limit',
  shownBy: ['oom-kills', 'memory-limit-hits', 'memory-usage'],
  symptoms: ['major-faults'],
  weigh,
});

function weigh(facts: Facts): Candidate {
  const { state, sample, evidence } = facts;
  const { lastExit, restarts = 0 } = state?.container ?? {};
  const kills = increase(sample?.cgroup.memory.oomKills) ?? 0;
  const killed = lastExit?.reason === 'OOMKilled';
  const lately = killed && (isRecent(lastExit.finishedAt, evidence.collectedAt) || isDown(facts));
  // Whoever kills it then, it is for the memory of the node.
  if (limitOf(evidence) === 'none') return ruledOut('the container has no memory limit');
  const mends = [
    raiseMemoryLimit(facts),
    advice(
      'Look for a leak',
      'A heap profile of the running app shows what is kept: node --heapsnapshot-signal, jcmd GC.heap_dump, pprof heap.',
    ),
  ];
  if (lately || kills > 0) {
    const limit = facts.subject.container.memoryLimit;
    const ended = lastExit?.finishedAt;
    const when =
      kills > 0
        ? 'in the window'
        : ended === undefined
          ? 'in its last run'
          : `${age(ended, evidence.collectedAt)} ago`;
    return candidate({
      tier: 'down',
      text: `Memory: the kernel killed a process of the container for memory ${when} (OOMKilled)${restarts > 0 ? `; it was restarted ${restarts === 1 ? 'once' : `${restarts} times`}` : ''}. ${limit === undefined ? 'It has no memory limit of its own, so the node’s memory ran out.' : 'Its memory limit is too small for it, or it leaks.'}`,
      points: [
        {
          holds: true,
          weight: 6,
          text: killed ? 'Its last run ended as OOMKilled.' : 'A process was killed in the window.',
          check: killed ? 'last-exit' : 'oom-kills',
        },
      ],
      surer: [{ text: 'Watch its memory over hours: steps point at requests, a straight line at a leak.' }],
      mends,
    });
  }
  if (killed) {
    return contributes(
      'An earlier run was killed for memory (OOMKilled), longer ago than what is looked at here.',
      { confidence: 'possible', mends },
    );
  }
  return full(facts, mends);
}

/** At its limit, or near it with what must stay: it gives pages back and reads them again, or is killed when it grows. */
function full(facts: Facts, mends: Candidate['mends']): Candidate {
  const usage = facts.verdict('memory-usage');
  const hits = isBad(facts.verdict('memory-limit-hits'));
  const { state, sample, evidence } = facts;
  return candidate(
    {
      text: hits
        ? 'The container is at its memory limit: it keeps giving pages back and reading them again.'
        : `Memory: ${saidBy(facts, 'memory-usage')}`,
      points: [
        { holds: hits, weight: 2, text: saidBy(facts, 'memory-limit-hits'), check: 'memory-limit-hits' },
        {
          holds: isBad(usage) && isReached('anonymous-memory', stayingPercent(evidence)),
          weight: usage === 'problem' ? 3 : 2,
          text: saidBy(facts, 'memory-usage'),
          check: 'memory-usage',
        },
        {
          holds: isBad(facts.verdict('major-faults')),
          weight: 2,
          text: saidBy(facts, 'major-faults'),
          check: 'major-faults',
        },
      ],
      mends,
    },
    state === undefined && sample === undefined
      ? open('neither the container’s state nor its memory could be seen')
      : ruledOut('no process was killed for memory, and it does not fight for it'),
  );
}
