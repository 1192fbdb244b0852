import type { Finding, Verdict } from '../../contracts/report.ts';
import { rank, worst } from '../severity.ts';

/** What hurts most first; what is not known may hurt, so it comes before what does not. */
const ORDER: readonly Verdict[] = ['critical', 'high', 'medium', 'low', 'info', 'unknown', 'ok'];

/**
 * The verdict on findings. Where the Services are not known it is `unknown`, never `ok`: the numbers that would make it
 * worse are missing. What is at least `medium` without them stands.
 */
export function verdictOf(findings: readonly Pick<Finding, 'severity'>[], known: boolean): Verdict {
  const severity = worst(...findings.map((each) => each.severity));
  return known || rank(severity) >= rank('medium') ? severity : 'unknown';
}

/** The first of the verdicts in the order of {@link byVerdict}; `ok` of none. */
export function harshest(verdicts: readonly Verdict[]): Verdict {
  return verdicts.reduce<Verdict>((a, b) => (ORDER.indexOf(b) < ORDER.indexOf(a) ? b : a), 'ok');
}

/** Compares for a sort, worst first. */
export function byVerdict(a: { severity: Verdict }, b: { severity: Verdict }): number {
  return ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity);
}
