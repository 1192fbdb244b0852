import { EVIDENCE_API_VERSION, type Problem } from '../../contracts/evidence.ts';
import type { SideEvidence } from '../../contracts/side-evidence.ts';
import { analyze } from '../analyze.ts';
import { name, type Letter } from './side.ts';

/** What could not be seen on the sides; told once when both sides lack the same. */
export function incomplete(a: SideEvidence, b: SideEvidence): Problem[] {
  const [ofA, ofB] = [problemsOf(a), problemsOf(b)];
  const [keysA, keysB] = [new Set(ofA.map(keyOf)), new Set(ofB.map(keyOf))];
  const all = [
    ...ofA.map((problem) => (keysB.has(keyOf(problem)) ? problem : of('a', problem))),
    ...ofB.map((problem) => (keysA.has(keyOf(problem)) ? problem : of('b', problem))),
  ];
  return [...new Map(all.map((problem) => [keyOf(problem), problem])).values()];
}

/** What an audit of the container would call incomplete, and what the side lacks besides. */
function problemsOf({
  container,
  services,
  collectedAt,
  cluster,
  problems,
  inventory,
}: SideEvidence): Problem[] {
  if (container === undefined) return problems;
  const audit = analyze({
    apiVersion: EVIDENCE_API_VERSION,
    kind: 'Evidence',
    collectedAt,
    tool: { version: '' },
    cluster,
    services,
    containers: [container],
    problems,
  });
  // Where the inventory was taken, it says itself which lists are missing.
  const listed = inventory.known ? services[container.pod.namespace] : undefined;
  const told = listed?.known === false ? keyOf(listed.problem) : undefined;
  return audit.incomplete.filter((problem) => keyOf(problem) !== told);
}

function of(letter: Letter, problem: Problem): Problem {
  return { ...problem, message: `${name(letter)}: ${problem.message}` };
}

function keyOf({ code, message }: Problem): string {
  return `${code}\n${message}`;
}
