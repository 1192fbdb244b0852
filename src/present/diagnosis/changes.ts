import type { Diagnosis } from '../../contracts/diagnosis.ts';
import { printable } from '../text.ts';
import { causeWords, checkName, stageName } from './words.ts';

/** What had a verdict, by a key that is the same in the next diagnosis. */
interface Verdict {
  name: string;
  verdict: string;
  /** The figure, or why. */
  why: string;
}

/**
 * A line for each verdict that differs from that of the diagnosis before, of checks, stages and the root cause:
 * `TIME  2 The app's own limits  CPU throttled: ok -> warning  12.0% of periods`. Checks of things that came or went are
 * told as well.
 */
export function changes(before: Diagnosis, now: Diagnosis): string[] {
  const [old, current] = [verdictsOf(before), verdictsOf(now)];
  return [...new Set([...current.keys(), ...old.keys()])].flatMap((key) => {
    const [from, to] = [old.get(key), current.get(key)];
    if (from?.verdict === to?.verdict) return [];
    const { name, why } = to ?? { name: from?.name ?? '', why: '' };
    const words = `${name}: ${from?.verdict ?? 'not there'} -> ${to?.verdict ?? 'gone'}`;
    return [
      [now.collectedAt, words, why]
        .map((part) => printable(part, { max: 500 }))
        .join('  ')
        .trimEnd(),
    ];
  });
}

function verdictsOf({ stages, rootCause, subject }: Diagnosis): Map<string, Verdict> {
  const verdicts = new Map<string, Verdict>();
  const pod = `${subject.pod} (${subject.container})`;
  verdicts.set('pod', { name: 'Pod', verdict: pod, why: subject.choice ?? '' });
  for (const { stage, verdict, reason, checks } of stages) {
    for (const check of checks) {
      const name = `${stageName(stage)}, ${checkName(check)}`;
      const why = check.measured ?? check.reason;
      verdicts.set(`${stage} ${check.id} ${check.subject ?? ''}`, { name, verdict: check.verdict, why });
    }
    verdicts.set(stage, { name: stageName(stage), verdict, why: reason });
  }
  verdicts.set('root-cause', {
    name: stageName('root-cause'),
    // The share of the time is another one in each window.
    verdict: causeWords({ ...rootCause, share: undefined }),
    why: rootCause.conclusion,
  });
  return verdicts;
}
