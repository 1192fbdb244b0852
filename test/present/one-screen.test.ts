import { describe, expect, test } from 'vitest';
import { presentComparison } from '../../src/present/comparison/index.ts';
import { present } from '../../src/present/index.ts';
import { presentLint } from '../../src/present/lint/index.ts';
import { presentScan } from '../../src/present/scan/index.ts';
import { AUDIT_SECTIONS } from '../../src/present/single/section.ts';
import { printable } from '../../src/present/text.ts';
import type { ContainerReport, Report } from '../../src/contracts/report.ts';
import { number } from '../../src/units.ts';
import { alike, beijing } from './samples/comparison.ts';
import * as samples from './samples/index.ts';
import { manifests } from './samples/lint.ts';
import { cluster } from './samples/scan.ts';
import { rowsOn } from './rows-on.ts';

/** A terminal of 24 rows, without the command line and the next prompt. */
const ROWS = 22;

const { HOSTILE: _, twelve, ...singles } = samples;
const reports = Object.entries(singles);

describe.each([80, 120, 200])('on %d columns', (columns) => {
  const view = { columns, color: false };

  test.each(reports)('the answer about %s is on one screen', async (_name, report) => {
    const text = await present(report, 'human', view);
    expect(rowsOn(text, columns)).toBeLessThanOrEqual(ROWS);
  });

  test.each(reports)('the answer about %s holds what was asked for', async (_name, report) => {
    const text = await present(report, 'human', view);
    const container = theContainer(report);
    expect(text).toMatch(new RegExp(`^${container.severity.toUpperCase()}\\b`));
    expect(text).toMatch(new RegExp(String.raw`^ {2}variables +~?${countOf(container)}\b`, 'm'));
    expect(text).toMatch(/^ {2}cost +\S/m);
    expect(text).toMatch(/^ {2}exec limit +(?:[\d.<>]+% of )?[\d.]+ MiB/m);
    const rows = text.split('\n').map((row) => row.trim());
    for (const command of commandsOf(container)) expect(rows).toContain(command);
    expect(words(text)).toContain(`-v shows all, --show a part: ${AUDIT_SECTIONS.join(', ')}.`);
  });

  test.each(reports)('what is cut of %s is counted', async (_name, report) => {
    const text = words(await present(report, 'human', view));
    const { findings, mends, incomplete } = theContainer(report);
    const shown = findings.filter(({ title }) => text.includes(printable(title).slice(0, 20))).length;
    expect(shown).toBeGreaterThanOrEqual(Math.min(1, findings.length));
    expect(Number(/… .*?(\d+) more findings?/.exec(text)?.[1] ?? 0)).toBe(findings.length - shown);
    expect(Number(/… .*?(\d+) more mends?/.exec(text)?.[1] ?? 0)).toBe(Math.max(0, mends.length - 1));
    const problems = new Set([...incomplete, ...report.incomplete].map(({ message }) => message)).size;
    expect(Number(/… .*?(\d+) more things? not seen/.exec(text)?.[1] ?? 0)).toBe(Math.max(0, problems - 1));
  });
});

test('the first screen about several holds how bad it is, the worst, its mend, and how to see more', async () => {
  for (const report of [twelve, severalOf(samples.longNames)]) {
    const text = await present(report, 'human', { columns: 80, color: false });
    const first = firstScreen(text);
    expect(first).toMatch(/^\d+ containers: \d+ critical/);
    expect(first).toMatch(/The worst, pod\//);
    expect(first).toContain('\n  kubectl patch ');
    expect(first).toMatch(/-v lists more[^]*\n {2}kubectl envaudit /);
  }
});

test('what nothing is known of has no cost, no count and no room', async () => {
  const text = await present(samples.unseen, 'human', { columns: 80, color: false });
  expect(text).toMatch(/^ {2}variables +unknown/m);
  expect(text).toMatch(/^ {2}cost +unknown/m);
  expect(text).toMatch(/^ {2}exec limit .* unknown$/m);
});

test('a command that takes half of the screen is named with what prints it, and never cut', async () => {
  const [one] = samples.slowNode.containers;
  const command = `kubectl patch deployment web -p '${'x'.repeat(1500)}'`;
  const report = { ...samples.slowNode, containers: [{ ...one!, mends: [{ ...one!.mends[0]!, command }] }] };
  const text = await present(report, 'human', { columns: 80, color: false });
  expect(rowsOn(text, 80)).toBeLessThanOrEqual(ROWS);
  expect(text).toContain('The command has 1,534 characters; --show mends prints it.');
  expect(await present(report, 'human', { columns: 80, color: false, sections: ['mends'] })).toContain(
    command,
  );
});

describe('sections', () => {
  test.each(AUDIT_SECTIONS)('%s stands alone, whole, and names nothing else', async (section) => {
    const text = await present(samples.ghosts, 'human', { columns: 80, color: false, sections: [section] });
    expect(text).toMatch(/^INFO {2}pod\//);
    expect(text).not.toContain('--verbose');
    const headings = text.match(/^[A-Z]{4,}(?: [A-Z]+)*/gm) ?? [];
    expect(headings.length).toBeLessThanOrEqual(2);
  });

  test('all of them are the whole report, with the first rows of its lists', async () => {
    const text = await present(samples.slowNode, 'human', { columns: 80, color: false, sections: ['all'] });
    expect(text).toContain('and 2,000 more (--verbose lists them)');
  });

  test('of several containers each is told', async () => {
    const text = await present(twelve, 'human', { columns: 80, color: false, sections: ['limit'] });
    expect(text.match(/^ROOM FOR EXEC/gm)).toHaveLength(twelve.containers.length);
  });
});

describe('the first screen of what is longer', () => {
  const view = { columns: 80, color: false };
  const manyFindings = {
    ...manifests,
    findings: Array.from({ length: 60 }, () => manifests.findings).flat(),
  };

  test.each<[string, () => Promise<string>, RegExp[]]>([
    [
      'scan',
      () => presentScan(cluster, undefined, view),
      [
        /^CRITICAL {2}/,
        /[\d,]+ variables/,
        /\n {2}kubectl patch /,
        /--show NAME has one in full: namespaces/,
      ],
    ],
    [
      'lint',
      () => presentLint(manyFindings, undefined, view),
      [/^300 findings: 60 high/, /\nFIRST {2}Set enableServiceLinks: false/, /-v shows all/],
    ],
    [
      'compare',
      () => presentComparison(beijing, undefined, view),
      [/^A is worse off/, /2,202 more Services/, /\n {2}kubectl get services /, /-v shows all/],
    ],
  ])('%s holds verdict, figure, command, and how to see more', async (_verb, text, what) => {
    const first = firstScreen(await text());
    for (const part of what) expect(first).toMatch(part);
  });

  test('what fits on a screen has nothing above it', async () => {
    expect(await presentComparison(alike, undefined, view)).not.toContain('Below:');
  });
});

function theContainer({ containers: [container] }: Report): ContainerReport {
  if (container === undefined) throw new Error('the sample has changed');
  return container;
}

function countOf({ severity, count, origins }: ContainerReport): string {
  const counted = (count.exec ?? count.main)?.variables;
  if (counted !== undefined) return number(counted);
  if (severity === 'unknown') return 'unknown';
  return number(Object.values(origins).reduce((sum, { variables }) => sum + variables, 0));
}

/** The mend's; where there is none, those that would let more be seen. */
function commandsOf({ mends: [mend], incomplete: [problem] }: ContainerReport): string[] {
  if (mend?.command !== undefined) return mend.command.includes('\u001B') ? [] : [mend.command];
  return mend === undefined ? (problem?.hint?.match(/^kubectl .*$/gm) ?? []) : [];
}

function severalOf({ containers: [one], ...report }: Report): Report {
  const containers = [one!, { ...one!, pod: `${one!.pod.slice(0, -1)}2` }];
  return { ...report, containers, summary: { ...report.summary, containers: 2 } };
}

function firstScreen(text: string): string {
  const rows = text.split('\n');
  while (rowsOn(rows.join('\n'), 80) > ROWS) rows.pop();
  return rows.join('\n');
}

function words(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
