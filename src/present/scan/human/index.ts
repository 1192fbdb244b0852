import type { ScanReport } from '../../../contracts/scan-report.ts';
import { counted, number } from '../../../units.ts';
import { sectionLines } from '../../document/lines.ts';
import { dim, line, render, styled, type Line } from '../../layout/lines.ts';
import { pageFor, type Page } from '../../layout/page.ts';
import { problemsSection } from '../../layout/problems.ts';
import { prose } from '../../layout/prose.ts';
import { stack } from '../../layout/stack.ts';
import { printableReport } from '../../printable-report.ts';
import { containersTable } from '../../several/containers.ts';
import * as document from '../document.ts';
import { nothingToShow } from '../nothing.ts';
import { digestOf, type Digest } from '../select/digest.ts';
import type { ScanSection, ScanView } from '../view.ts';
import { servicesWords, whereabouts } from '../words.ts';
import { findingBlocks } from './findings.ts';
import { headline } from './headline.ts';
import { nextSection } from './next.ts';

/** What to do comes last: that is what a terminal still shows when the report has scrolled by. */
const overview = (top: number | undefined): readonly Section[] => [
  set(document.failing),
  set(document.namespaces),
  set(top === undefined ? document.otherWorkloads : document.workloads),
  set(document.stale),
  set((digest) => findingBlocks(digest, { all: false })),
  set(document.probes),
  set(document.forecast),
  set(document.drain),
  probedSection,
];

const ALONE: Record<ScanSection, readonly Section[]> = {
  namespaces: [set(document.namespaces)],
  workloads: [set(document.workloads)],
  forecast: [set(document.forecast)],
  stale: [set(document.stale)],
  findings: [set((digest) => findingBlocks(digest, { all: true })), set(document.probes)],
  drain: [set(document.drain)],
};

/** A part of the report as lines. No lines: nothing to say. */
type Section = (digest: Digest, page: Page) => Line[];

function set(blocks: document.ScanBlocks): Section {
  return (digest, page) => sectionLines(blocks(digest), page);
}

/** What the containers of the worst workloads answered when they were asked. */
function probedSection({ probed }: Digest, page: Page): Line[] {
  if (probed === undefined || probed.containers.length === 0) return [];
  return [
    line(styled('heading', 'PROBED'), dim('  in one pod of each')),
    ...containersTable(probed.containers, { page, wide: false }),
  ];
}

/** For people: the damage in a sentence, then what hurts most first; or one section in full. */
export async function human(foreign: ScanReport, view: ScanView): Promise<string> {
  const digest = printableReport(digestOf(foreign, view));
  const page = await pageFor(digest, view);
  return render(linesOf(digest, page, view), view);
}

function linesOf(digest: Digest, page: Page, { show, top }: ScanView): Line[] {
  const { summary, scope, incomplete, stale } = digest;
  const problems = problemsSection(incomplete, page);
  if (show !== undefined) {
    const lines = ALONE[show].flatMap((section) => section(digest, page));
    return stack([lines.length === 0 ? [line(nothingToShow(show))] : lines, problems]);
  }
  if (summary.workloads === 0 && (summary.services === 0 || scope.selector !== undefined))
    return stack([empty(digest, page), problems]);
  const fine = summary.worst === 'ok' && stale.total === 0 && digest.drain === undefined;
  if (fine && top === undefined) return stack([allWell(digest, page), problems]);
  return stack([
    [...headline(digest, page), ...howToSeeMore(digest, page)],
    ...overview(top).map((section) => section(digest, page)),
    problems,
    nextSection(digest),
    seen(digest, page),
  ]);
}

/** On the first screen already: who looks for a section need not read all of them. */
function howToSeeMore({ drain }: Digest, page: Page): Line[] {
  const names = Object.keys(ALONE).filter((name) => name !== 'drain' || drain !== undefined);
  const text = `Below: the first rows of each part. --show NAME has one in full: ${names.join(', ')}.`;
  return prose(page, { text, indent: 0, style: 'dim' });
}

function empty(digest: Digest, page: Page): Line[] {
  const place = whereabouts(digest);
  if (digest.incomplete.length > 0)
    return prose(page, { text: `Nothing could be seen in ${place}.`, indent: 0 });
  const { selector } = digest.scope;
  const what = selector === undefined ? 'and no Service' : `with the labels ${selector}`;
  return [
    ...prose(page, { text: `No workload ${what} in ${place}.`, indent: 0 }),
    line('There is nothing to judge.'),
  ];
}

function allWell(digest: Digest, page: Page): Line[] {
  const { summary } = digest;
  const average = `, ${number(summary.variables / summary.containers)} variables from service links in the average container`;
  return [
    line(styled('severity.ok', 'OK'), '  ', styled('name', whereabouts(digest))),
    ...prose(page, {
      text: `Nothing wrong: ${counted(summary.workloads, 'workload')}, ${servicesWords(digest)}${summary.containers === 0 ? '' : average}.`,
      indent: 0,
    }),
  ];
}

function seen({ collectedAt, cluster, probed }: Digest, page: Page): Line[] {
  const place = [cluster?.context ?? cluster?.server, cluster?.version].filter(Boolean).join(', ');
  const asked =
    probed === undefined ? 'alone' : `and inside ${counted(probed.containers.length, 'container')}`;
  const text = `Seen at ${collectedAt}${place === '' ? '' : ` in ${place}`}, from the API ${asked}.`;
  return prose(page, { text, indent: 0, style: 'dim' });
}
