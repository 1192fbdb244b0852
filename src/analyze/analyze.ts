import type { Evidence, Problem } from '../evidence.ts';
import {
  REPORT_API_VERSION,
  SEVERITIES,
  type ContainerReport,
  type Report,
  type Severity,
  type Summary,
} from '../report.ts';
import { analyzeContainer, type AnalyzeOptions } from './container.ts';
import { worst } from './severity.ts';

/**
 * Problems that a container's report tells but that leave nothing to be done: a container that does not run, an image
 * with nothing to ask, keys of an envFrom source that its metadata do not name.
 */
const IN_ORDER: ReadonlySet<string> = new Set(['not-running', 'no-runtime', 'env-from-keys']);

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
  const bySeverity = Object.fromEntries(SEVERITIES.map((severity) => [severity, 0])) as Record<
    Severity,
    number
  >;
  for (const { severity } of containers) bySeverity[severity] += 1;
  return {
    containers: containers.length,
    bySeverity,
    worst: worst(...containers.map(({ severity }) => severity)),
  };
}

function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [`${problem.code}\n${problem.message}`, problem])).values()];
}
