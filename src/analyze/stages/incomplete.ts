import type { RootCause } from '../../contracts/diagnosis.ts';
import type { DiagnosisEvidence, DiagnosisPart } from '../../contracts/diagnosis-evidence.ts';
import type { Known, Problem } from '../../contracts/evidence.ts';
import { distinct } from '../analyze.ts';
import { problemsOf } from '../container.ts';
import { environmentCost } from '../figures/environment/environment-cost.ts';

/** Not lacks: what was not asked for, what a cluster need not have, and containers in which there is nothing to ask. */
const IN_ORDER: ReadonlySet<string> = new Set([
  'not-asked',
  'not-installed',
  'not-found',
  'not-running',
  'no-node',
  'no-runtime',
  'no-services',
  'command-not-found',
  'env-from-keys',
  'env-from-gone',
  'main-absent',
  'off',
  'no-log',
]);

const PARTS = [
  'podState',
  'podEvents',
  'node',
  'nodeEvents',
  'nodeStats',
  'throttling',
  'metrics',
  'nodeExporter',
  'neighbours',
  'sample',
  'peers',
  'log',
] as const satisfies readonly DiagnosisPart[];

/**
 * What was asked for and could not be had, each problem once; it decides about exit code 4. A log would only have told more
 * of what is proved without it.
 */
export function incompleteParts(
  evidence: DiagnosisEvidence,
  { confidence }: Pick<RootCause, 'confidence'>,
): Problem[] {
  const wanted = PARTS.filter((part) => part !== 'log' || confidence !== 'proved');
  const parts: Known<unknown>[] = wanted.flatMap((part) => evidence[part] ?? []);
  const { sample, audit } = evidence;
  const cost = environmentCost(audit);
  const ofAudit = cost === undefined ? [] : problemsOf(cost.judgement, audit);
  const processes: Known<unknown>[] = sample.known ? [sample.value.processes] : [];
  const problems = [...parts, ...processes].flatMap((part) => (part.known ? [] : [part.problem]));
  return distinct([...audit.problems, ...ofAudit, ...problems, ...leftOut(evidence)]).filter(
    ({ code }) => !IN_ORDER.has(code),
  );
}

/** Pods that nobody could judge, in lists of which the rest was judged. */
function leftOut({ podState, neighbours }: DiagnosisEvidence): Problem[] {
  const { siblingsProblem } = podState.known ? podState.value : {};
  const { problem } = neighbours.known ? neighbours.value : {};
  return [siblingsProblem, problem].flatMap((each) => (each?.code === 'malformed' ? [each] : []));
}
