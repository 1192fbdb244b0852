import type { WorkloadInventory } from '../../contracts/inventory.ts';
import type { SubjectFinding, WorkloadReport } from '../../contracts/scan-report.ts';
import { counted, size } from '../../units.ts';
import { rank } from '../severity.ts';
import type { NamespaceContext } from './context.ts';
import { hasLinks, judgeContainer } from './judge.ts';
import type { Found } from '../judgement/finding.ts';
import { fieldOf, type Rule } from '../judgement/judgement.ts';
import type { TemplateJudgement } from '../judgement/template.ts';
import { verdictOf } from './verdict.ts';

const CONTAINER_LISTS: ReadonlySet<unknown> = new Set([
  'containers',
  'initContainers',
  'ephemeralContainers',
]);

/** Judges a workload by all of its containers, init containers and sidecars as well. */
export function workloadReport(
  workload: WorkloadInventory,
  context: NamespaceContext,
  rules: readonly Rule<TemplateJudgement>[],
): WorkloadReport {
  const judged = workload.containers.map((container) => {
    const judgement = judgeContainer(workload, container, context);
    const found = rules.flatMap((rule) => rule(judgement) ?? []);
    return { judgement, findings: found.map(withSubject(judgement)) };
  });
  const findings = distinct(judged.flatMap((each) => each.findings)).toSorted(bySeverity);
  const effective = hasLinks(workload);
  const severity = verdictOf(findings, context.links.known || !effective);
  const { namespace, kind, name, apiVersion, replicas, suspended, pods } = workload;
  return {
    namespace,
    kind,
    name,
    apiVersion,
    severity,
    reason: severity === 'unknown' ? unknownReason(context) : reasonOf(findings, judged[0]?.judgement),
    serviceLinks: {
      template: workload.enableServiceLinks,
      effective,
      podsWith: pods.withServiceLinks,
    },
    pods: pods.count,
    replicas,
    suspended,
    containers: judged
      .toSorted((a, b) => mostSevere(b.findings) - mostSevere(a.findings) || variables(b) - variables(a))
      .map(({ judgement }) => judgement.told.report),
    findings,
  };
}

/** Why a verdict is `unknown`. */
export function unknownReason({ links, unknown = '' }: NamespaceContext): string {
  return `Unknown, because the Services of namespace ${links.namespace} could not be listed: ${unknown}`;
}

/** Fields below a container are about it; all others are about the pod template, and so about the workload. */
function withSubject({ workload, container }: TemplateJudgement): (found: Found) => SubjectFinding {
  const { namespace, kind, name } = workload;
  return (found) => {
    const field = found.field ?? fieldOf(container);
    return found.about({
      namespace,
      kind,
      name,
      ...(CONTAINER_LISTS.has(field[0]) ? { container: container.name } : {}),
      field: ['spec', ...field],
    });
  };
}

/** What every container finds about the template is told once, as the worst of them says it. */
function distinct(findings: readonly SubjectFinding[]): SubjectFinding[] {
  const ofTemplate = new Map<string, SubjectFinding>();
  for (const found of findings) {
    if (found.subject.container !== undefined) continue;
    const key = keyOf(found);
    const known = ofTemplate.get(key);
    if (known === undefined || rank(found.severity) > rank(known.severity)) ofTemplate.set(key, found);
  }
  return findings.filter(
    (found) => found.subject.container !== undefined || ofTemplate.get(keyOf(found)) === found,
  );
}

function keyOf({ code, subject }: SubjectFinding): string {
  return `${code} ${subject.field?.join('.')}`;
}

function reasonOf(findings: readonly SubjectFinding[], judgement: TemplateJudgement | undefined): string {
  const [first] = findings;
  if (first !== undefined && first.severity !== 'ok') return first.message;
  if (judgement === undefined) return 'It has no containers.';
  const { variables: count, bytes } = judgement.told.report.injected.nextRestart;
  return judgement.linksOn
    ? `Services put ${counted(count, 'variable')} (${size(bytes)}) into each container.`
    : 'Service links are off: of the Services only kubernetes gives it variables.';
}

function bySeverity(a: SubjectFinding, b: SubjectFinding): number {
  return rank(b.severity) - rank(a.severity);
}

function mostSevere(findings: readonly SubjectFinding[]): number {
  return Math.max(0, ...findings.map(({ severity }) => rank(severity)));
}

function variables({ judgement }: { judgement: TemplateJudgement }): number {
  return judgement.told.variables;
}
