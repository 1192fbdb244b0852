import { hash } from 'node:crypto';
import type { LocatedFinding, Location } from '../../contracts/lint-report.ts';
import type { SubjectFinding } from '../../contracts/scan-report.ts';
import { said } from '../judgement/finding.ts';

export interface UnmarkedFinding {
  finding: SubjectFinding;
  location: Location;
  /** Tells findings of one code about one object apart, and stays when lines move. */
  detail: string;
}

/**
 * Findings in the order of file and line, each with a fingerprint that is the same for the same finding in the same
 * object on whatever line. Of findings that cannot be told apart the second one has `-2`, and so on.
 */
export function withFingerprints(findings: readonly UnmarkedFinding[]): LocatedFinding[] {
  const seen = new Map<string, number>();
  return findings.toSorted(byPlace).map(({ finding, location, detail }) => {
    const { namespace, kind, name, container = '' } = finding.subject;
    // A file is given by its path from wherever lint is started.
    const own = kind === 'file' ? name.slice(name.lastIndexOf('/') + 1) : name;
    const parts = [finding.code, namespace, kind, own, container, detail];
    const print = hash('sha256', JSON.stringify(parts)).slice(0, 32);
    const nth = (seen.get(print) ?? 0) + 1;
    seen.set(print, nth);
    return { ...said(finding), location, fingerprint: nth === 1 ? print : `${print}-${nth}` };
  });
}

function byPlace(one: UnmarkedFinding, other: UnmarkedFinding): number {
  const [a, b] = [one.location, other.location];
  return (
    compare(a.file, b.file) ||
    a.line - b.line ||
    a.column - b.column ||
    compare(one.finding.code, other.finding.code)
  );
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
