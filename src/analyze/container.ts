import type { ContainerEvidence, Evidence, Problem } from '../contracts/evidence.ts';
import type { ContainerReport, Finding, Mend, Verdict } from '../contracts/report.ts';
import { audited, type Audited } from './judgement/audit-told.ts';
import { said } from './judgement/finding.ts';
import type { Rule } from './judgement/judgement.ts';
import type { ContainerJudgement } from './figures/audited.ts';
import { judge } from './figures/judge.ts';
import { collisionFindings } from './rules/collisions.ts';
import { RULES } from './rules/index.ts';
import { costClause, sentence, shareClause } from './judgement/sentences.ts';
import { serviceReports } from './figures/environment/services.ts';
import { rank, worst } from './severity.ts';
import { variableReports } from './figures/environment/variables.ts';

export interface AnalyzeOptions {
  /** List every variable of each container, not only those that deserve a line. */
  allVariables?: boolean;
}

/** Judges one container. `evidence` gives the Services; its other containers are not looked at. */
export function analyzeContainer(
  subject: ContainerEvidence,
  evidence: Pick<Evidence, 'services' | 'collectedAt'>,
  options: AnalyzeOptions = {},
): ContainerReport {
  const judgement = judge(subject, evidence);
  const { pod, container } = subject;
  const { attribution, prediction, declared, differences, cost } = judgement;
  const findings = findingsOf(judgement, evidence);
  const cpuLimit = cost.cpuLimit;
  return {
    target: subject.target,
    choice: subject.choice,
    namespace: pod.namespace,
    pod: pod.name,
    container: container.name,
    containerType: container.type,
    image: container.image,
    node: pod.node,
    status: pod.status,
    startedAt: container.startedAt,
    workload: pod.workload,
    enableServiceLinks: pod.enableServiceLinks,
    cpuLimit,
    severity: verdictOf(judgement, findings),
    reason: reasonOf(judgement, findings),
    basis: judgement.operation === undefined ? 'estimated' : 'measured',
    count: judgement.count,
    origins: judgement.origins,
    services: serviceReports({ prediction, attribution, declared, namespace: pod.namespace }),
    variables: variableReports(attribution, differences, options.allVariables ?? false),
    differences,
    cost,
    headroom: judgement.headroom,
    findings,
    mends: distinctMends(findings),
    incomplete: problemsOf(judgement, evidence),
  };
}

/** Most severe first; the rules' order among equals. */
function findingsOf(judgement: ContainerJudgement, { services }: Pick<Evidence, 'services'>): Finding[] {
  const seen = audited(judgement);
  const found = Object.values<Rule<Audited>>(RULES).flatMap((rule) => rule(seen) ?? []);
  return [...found, ...collisionFindings(judgement, services)]
    .map(said)
    .toSorted((a, b) => rank(b.severity) - rank(a.severity));
}

function verdictOf(judgement: ContainerJudgement, findings: readonly Finding[]): Verdict {
  const severity = worst(...findings.map((finding) => finding.severity));
  return severity === 'ok' && isBlind(judgement) ? 'unknown' : severity;
}

/** Neither the Services nor the container told anything. */
function isBlind({ subject, prediction }: ContainerJudgement): boolean {
  return !subject.probe.known && !prediction.complete;
}

function reasonOf(judgement: ContainerJudgement, findings: readonly Finding[]): string {
  const [first] = findings;
  if (verdictOf(judgement, findings) === 'unknown') {
    return 'Unknown, because neither the Services of the namespace nor the container could be asked.';
  }
  if (first !== undefined && first.severity !== 'ok') return first.message;
  const asked = judgement.subject.probe.known ? undefined : 'the container was not asked';
  return sentence(costClause(judgement), shareClause(judgement), asked);
}

function distinctMends(findings: readonly Finding[]): Mend[] {
  const mends = new Map<string, Mend>();
  for (const mend of findings.flatMap((finding) => finding.mends)) {
    const key = `${mend.title}\n${mend.command ?? ''}`;
    if (!mends.has(key)) mends.set(key, mend);
  }
  return [...mends.values()];
}

/** Not lacks: what the user switched off, and containers in which there is nothing to time. */
const NOT_ASKED = 'not-asked';
const NOT_TIMED: ReadonlySet<string> = new Set(['off', 'no-runtime', 'not-timed']);

/** What could not be looked at. A main process of another user is usual and no reason to call a report incomplete. */
export function problemsOf(
  { subject, declared }: ContainerJudgement,
  { services }: Pick<Evidence, 'services'>,
): Problem[] {
  const { pod, probe } = subject;
  const timing = probe.known && !probe.value.timing.known ? probe.value.timing.problem : undefined;
  const own = pod.enableServiceLinks ? services[pod.namespace] : undefined;
  return [
    ...(probe.known || probe.problem.code === NOT_ASKED ? [] : [probe.problem]),
    ...(own?.known === false ? [own.problem] : []),
    ...declared.unknown,
    ...(timing === undefined || NOT_TIMED.has(timing.code) ? [] : [timing]),
  ];
}
