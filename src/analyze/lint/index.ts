import {
  LINT_REPORT_API_VERSION,
  type LintReport,
  type LocatedFinding,
} from '../../contracts/lint-report.ts';
import { subjectKey, type LocatedInventory, type Manifests } from '../../contracts/manifests.ts';
import { VERDICTS, type Severity, type Verdict } from '../../contracts/report.ts';
import type { ScanReport, SubjectFinding } from '../../contracts/scan-report.ts';
import { analyzeInventory, type ScanOptions } from '../scan/index.ts';
import { said } from '../judgement/finding.ts';
import { worst } from '../severity.ts';
import { faultFinding, placeKey, uncheckedDocuments } from './faults.ts';
import { withFingerprints, type UnmarkedFinding } from './fingerprint.ts';
import { oneCause } from './one-cause.ts';
import { detailOf, placeOf } from './place.ts';
import { trapFindings } from './trap-findings.ts';

/**
 * Every finding about manifests, with its place and fingerprint, in the order of file and line. What the rules say of
 * Services that are in a snapshot only is left out: nobody can mend it in the manifests.
 * @param judge For tests; the rules of `scan` otherwise.
 */
export function lintFindings(
  manifests: Manifests,
  rules: ScanOptions['rules'],
  judge: (inventory: LocatedInventory['inventory'], options: ScanOptions) => ScanReport = analyzeInventory,
): LocatedFinding[] {
  // A Service of a manifest is not stale: it does not exist yet.
  const options: ScanOptions = { rules, staleAfterMs: Number.POSITIVE_INFINITY };
  const found = manifests.inventories.map((located) => {
    const { workloads, namespaces } = judge(located.inventory, options);
    // All inventories of a group have the same Services: what there is to say of them is said once.
    const own = locateAll(located, [
      ...workloads.flatMap(({ findings, containers }) =>
        oneCause({ findings: findings.map(said), containers }),
      ),
      ...(located.layer === 0 ? namespaces.flatMap(({ findings }) => findings.map(said)) : []),
    ]);
    return { group: located.group, findings: own };
  });
  const isFloor = manifests.services.from !== 'snapshot';
  return withFingerprints([
    ...worstOfGroups(found).map((each) => (isFloor ? notHarmless(each) : each)),
    ...manifests.faults.map(faultFinding),
    ...trapFindings(manifests),
  ]);
}

/** What several groups find about one object, which is in all of them, as the worst of them says it. */
function worstOfGroups(
  found: readonly { group: number; findings: readonly UnmarkedFinding[] }[],
): UnmarkedFinding[] {
  const first = new Map<string, { group: number; at: number }>();
  const told: UnmarkedFinding[] = [];
  for (const { group, findings } of found) {
    for (const each of findings) {
      const { code, subject, severity } = each.finding;
      const key = JSON.stringify([code, subject, each.location, each.detail]);
      const before = first.get(key);
      if (before === undefined || before.group === group) {
        first.set(key, { group, at: told.length });
        told.push(each);
      } else if (worst(told[before.at]!.finding.severity, severity) === severity) {
        told[before.at] = each;
      }
    }
  }
  return told;
}

/** The Services of the input are some of a namespace's: that links on by default cost little there is not known. */
function notHarmless(found: UnmarkedFinding): UnmarkedFinding {
  const { finding } = found;
  if (finding.code !== 'default-service-links') return found;
  return { ...found, finding: { ...said(finding), severity: worst(finding.severity, 'low') } };
}

/** Findings that say something about a cluster and not about a file. */
const OF_CLUSTERS = new Set(['stale-service', 'exec-limit-forecast']);

function locateAll(
  { places, inventory }: LocatedInventory,
  findings: readonly SubjectFinding[],
): UnmarkedFinding[] {
  const workloads = new Map(inventory.workloads.map((workload) => [subjectKey(workload), workload]));
  return findings.flatMap((finding): UnmarkedFinding[] => {
    const key = subjectKey(finding.subject);
    const of = places.get(key);
    if (of === undefined || OF_CLUSTERS.has(finding.code)) return [];
    const workload = workloads.get(key);
    return [{ finding, location: placeOf(finding, of, workload), detail: detailOf(finding, workload) }];
  });
}

/**
 * The report on findings, those that a baseline knows counted and left out.
 * @param known Fingerprints of the baseline.
 */
export function lintReport(input: {
  manifests: Manifests;
  findings: readonly LocatedFinding[];
  known: ReadonlySet<string>;
  version: string;
}): LintReport {
  const { manifests, known, version } = input;
  const { counts, services, problems, templates, faults } = manifests;
  const findings = input.findings.filter(({ fingerprint }) => !known.has(fingerprint));
  const places = new Set(findings.map(({ location }) => placeKey(location)));
  return {
    apiVersion: LINT_REPORT_API_VERSION,
    kind: 'LintReport',
    tool: { version },
    summary: {
      ...counts,
      templates: new Set(templates.map(({ file }) => file)).size,
      bySeverity: countBySeverity(findings),
      worst: findings.reduce<Severity>((harshest, { severity }) => worst(harshest, severity), 'ok'),
      known: input.findings.length - findings.length,
    },
    services,
    findings,
    incomplete: [...problems, ...uncheckedDocuments(faults, places)],
  };
}

function countBySeverity(findings: readonly LocatedFinding[]): Record<Verdict, number> {
  const counts = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0])) as Record<Verdict, number>;
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}
