import type { LintReport, LocatedFinding } from '../../contracts/lint-report.ts';
import { VERDICTS, type Mend, type Verdict } from '../../contracts/report.ts';
import { prose as blocksOf, section } from '../document/block.ts';
import { sectionLines } from '../document/lines.ts';
import { aboutSubject } from '../findings/subject.ts';
import { counted, number } from '../../units.ts';
import { dim, line, render, styled, type Line, type Span } from '../layout/lines.ts';
import { nextStepLines, type NextStep } from '../layout/next-step.ts';
import { pageFor, type Page } from '../layout/page.ts';
import { problemsSection } from '../layout/problems.ts';
import { prose } from '../layout/prose.ts';
import { severityCounts } from '../layout/severities.ts';
import { withHead } from '../layout/screen.ts';
import { stack } from '../layout/stack.ts';
import { printableReport } from '../printable-report.ts';
import type { LintView } from './view.ts';

const MENDS = 10;
/** More lines nobody reads in a log; other outputs have them all. */
const FINDINGS = 500;

/** As compilers say it, so that editors and grep understand: a line per finding; then each mend once, and the count. */
export async function human(foreign: LintReport, view: LintView): Promise<string> {
  const report = printableReport(foreign);
  // Manifests have no time of looking.
  const page = await pageFor({ ...report, collectedAt: '' }, view);
  const shown = page.verbose ? report.findings : worstOf(report.findings);
  const byFile = Map.groupBy(shown, ({ location }) => location.file);
  const lines = stack([
    ...Array.from(byFile.values(), (findings) => findings.map(findingLine)),
    moreLines(report.findings.length - shown.length),
    mendsSection(report.findings, page),
    // A document that cannot be read is a finding above.
    problemsSection(
      report.incomplete.filter(({ code }) => code !== 'invalid-manifest'),
      page,
    ),
    summaryLines(report, page),
  ]);
  return render(withHead(headLines(report, page), lines, page), view);
}

/** Of more than a screen: how many of which severity, the mend that most of them ask for, and what stands below. */
function headLines(report: LintReport, page: Page): Line[] {
  const [first] = mendsByPlaces(report.findings);
  return [
    ...summaryLines(report, page),
    ...(first === undefined
      ? []
      : nextStepLines(stepOf(first), { effectLines: 3, command: true }, 'mends', page)),
    ...prose(page, {
      text: 'Below: a line for each finding, then each mend. -v shows all of them, -o csv is for a spreadsheet.',
      indent: 0,
      style: 'dim',
    }),
  ];
}

function stepOf({ mend: { title, command: how, effect }, places }: PlacedMend): NextStep {
  return {
    heading: 'FIRST',
    title: `${title}, in ${counted(places.size, 'place')}`,
    commands: how === undefined ? [] : [how],
    effect,
  };
}

/** The worst, in the order of file and line. */
function worstOf(findings: readonly LocatedFinding[]): readonly LocatedFinding[] {
  if (findings.length <= FINDINGS) return findings;
  const shown = new Set(findings.toSorted(worstFirst).slice(0, FINDINGS));
  return findings.filter((finding) => shown.has(finding));
}

function worstFirst(one: LocatedFinding, other: LocatedFinding): number {
  return VERDICTS.indexOf(other.severity) - VERDICTS.indexOf(one.severity);
}

function moreLines(left: number): Line[] {
  if (left === 0) return [];
  return [line(dim(`and ${counted(left, 'more finding')}, none of them worse (--verbose lists them)`))];
}

/** `k8s/web.yaml:12:7 high deployment/web: what is wrong [code]`, never wrapped and never cut. */
function findingLine({ location, severity, subject, message, code }: LocatedFinding): Line {
  const { file, line: row, column } = location;
  return line(
    styled('name', `${file}:${row}:${column}`),
    ' ',
    styled(`severity.${severity}`, severity),
    ` ${aboutSubject(subject, message)} `,
    dim(`[${code}]`),
  );
}

interface PlacedMend {
  mend: Mend;
  places: ReadonlySet<string>;
}

/** Each mend once, those that most findings ask for first. */
function mendsByPlaces(findings: readonly LocatedFinding[]): PlacedMend[] {
  const mends = new Map<string, { mend: Mend; places: Set<string> }>();
  for (const { mends: own, location } of findings) {
    for (const mend of own) {
      const place = `${location.file}:${location.line}`;
      const key = `${mend.title}\n${mend.command ?? ''}`;
      const known = mends.get(key);
      if (known === undefined) mends.set(key, { mend, places: new Set([place]) });
      else known.places.add(place);
    }
  }
  return [...mends.values()].toSorted((left, right) => right.places.size - left.places.size);
}

function mendsSection(findings: readonly LocatedFinding[], page: Page): Line[] {
  const all = mendsByPlaces(findings);
  const shown = page.verbose ? all : all.slice(0, MENDS);
  const left = all.length - shown.length;
  if (all.length === 0) return [];
  const blocks = section(
    'Mends',
    { kind: 'mends', mends: shown.map(({ mend, places }) => ({ ...mend, where: whereOf(places) })) },
    ...(left > 0 ? blocksOf(`and ${left} more (--verbose lists them)`, 'dim') : []),
  );
  return sectionLines(blocks, page);
}

function whereOf(places: ReadonlySet<string>): string {
  const [place = ''] = places;
  return places.size === 1 ? place : `${place} and ${counted(places.size - 1, 'more place')}`;
}

function summaryLines({ summary, services, findings, incomplete }: LintReport, page: Page): Line[] {
  const { files, documents, workloads, known } = summary;
  const bySeverity = Object.fromEntries(
    VERDICTS.map((verdict) => [verdict, findings.filter(({ severity }) => severity === verdict).length]),
  ) as Record<Verdict, number>;
  const looked = `${counted(workloads, 'workload')} in ${counted(documents, 'document')} of ${counted(files, 'file')}; ${predictedWith(services)}`;
  const baseline = known === 0 ? '' : `, and ${number(known)} more that the baseline knows`;
  return [
    findings.length === 0
      ? line(nothingFound(incomplete.length > 0, known), baseline)
      : line(
          styled('heading', counted(findings.length, 'finding')),
          ': ',
          ...severityCounts(bySeverity),
          baseline,
        ),
    ...prose(page, { text: `${looked}.`, indent: 0, style: 'dim' }),
  ];
}

function nothingFound(isIncomplete: boolean, known: number): Span {
  const nothing = `Nothing ${known === 0 ? '' : 'new '}found`;
  return isIncomplete
    ? styled('severity.unknown', `${nothing} in what could be read`)
    : styled('severity.ok', nothing);
}

function predictedWith({ from, file, count }: LintReport['services']): string {
  if (from === 'none') return 'no Services are known, so no variables were predicted';
  const services = counted(count, 'Service');
  return from === 'input' ? `${services} from the same input` : `${services} from ${file ?? 'a snapshot'}`;
}
