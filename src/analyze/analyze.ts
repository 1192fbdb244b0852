import type { Evidence, Problem } from '../contracts/evidence.ts';
import {
  REPORT_API_VERSION,
  VERDICTS,
  type ContainerReport,
  type Report,
  type Verdict,
  type Summary,
} from '../contracts/report.ts';
import { analyzeContainer, type AnalyzeOptions } from './container.ts';

/**
 * Problems that a container's report tells but that leave nothing to be done: a container that does not run, an image
 * with nothing to ask, keys of an envFrom source that its metadata do not name.
 */
const IN_ORDER: ReadonlySet<string> = new Set([
  'not-running',
  'no-runtime',
  'env-from-keys',
  'env-from-gone',
]);

/** Judges evidence, of now or of a saved file: the same evidence gives the same report. */
export function analyze(evidence: Evidence, options: AnalyzeOptions = {}): Report {
  const containers = evidence.containers.map((container) => analyzeContainer(container, evidence, options));
  return {
    apiVersion: REPORT_API_VERSION,
    kind: 'Report',
    collectedAt: evidence.collectedAt,
    tool: evidence.tool,
    cluster: evidence.cluster,
    containers,
    summary: summarize(containers),
    incomplete: distinct([
      ...evidence.problems,
      ...containers.flatMap(({ incomplete }) => incomplete),
    ]).filter(({ code }) => !IN_ORDER.has(code)),
  };
}

/** Containers by severity, and the worst. */
export function summarize(containers: readonly Pick<ContainerReport, 'severity'>[]): Summary {
  const bySeverity = Object.fromEntries(VERDICTS.map((severity) => [severity, 0])) as Record<Verdict, number>;
  for (const { severity } of containers) bySeverity[severity] += 1;
  return {
    containers: containers.length,
    bySeverity,
    worst: VERDICTS.findLast((verdict) => bySeverity[verdict] > 0) ?? 'ok',
  };
}

/** Each problem once. */
export function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [`${problem.code}\n${problem.message}`, problem])).values()];
}
