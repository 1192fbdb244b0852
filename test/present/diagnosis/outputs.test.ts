import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Diagnosis } from '../../../src/contracts/diagnosis.ts';
import {
  DIAGNOSIS_OUTPUTS,
  diagnosisFormatOf,
  diagnosisFormats,
  presentDiagnosis,
  type DiagnosisFormat,
} from '../../../src/present/diagnosis/index.ts';
import { isUnsafe } from '../../../src/present/text.ts';
import { foulText, replaced } from '../foul.ts';
import { markdownRows, markdownTokens } from '../markup.ts';
import { caseA, foulDiagnosis, quiet, slowDependency, unseen } from '../samples/diagnosis.ts';
import { FOUL } from '../samples/scan.ts';

const view = { columns: 80, color: false };
/** All sections, with the first rows of their lists. */
const whole = { ...view, sections: ['all'] };
const lines = (text: string) => text.split('\n');
const all = [caseA, slowDependency, quiet, unseen];
const commandsOf = ({ stages, rootCause }: Diagnosis): string[] =>
  [...stages.flatMap(({ checks }) => checks), ...rootCause.mends, ...rootCause.surer].flatMap(
    ({ command }) => command ?? [],
  );

test('every format has words for the help, and no other is taken', () => {
  expect(diagnosisFormats).toEqual(['human', 'json', 'yaml', 'markdown']);
  expect(Object.values(DIAGNOSIS_OUTPUTS).every(({ description }) => description.length > 10)).toBe(true);
  expect(() => diagnosisFormatOf('csv')).toThrow('unknown output format "csv"');
});

test.each(diagnosisFormats)('-o %s: whatever stands in it, it can be read', async (format) => {
  await fc.assert(
    fc.asyncProperty(foulText, async (text) => {
      const diagnosis = replaced(foulDiagnosis, FOUL, text);
      for (const shown of [view, whole]) {
        const document = await presentDiagnosis(diagnosis, format, shown);
        expect(lines(document).filter(isUnsafe)).toEqual([]);
        expect(document.endsWith('\n')).toBe(true);
        READ[format](document, diagnosis);
      }
    }),
    { numRuns: 40 },
  );
});

const READ: Record<DiagnosisFormat, (document: string, diagnosis: Diagnosis) => void> = {
  human: (document) => expect(document).toMatch(/^ROOT CAUSE {2}service-links[^]*\n {2}1 Host resources/),
  json: (document, diagnosis) => expect(JSON.parse(document)).toEqual(diagnosis),
  yaml: (document, diagnosis) => expect(parse(document)).toEqual(diagnosis),
  markdown: (document) => {
    expect(markdownRows(document).map((rows) => rows.length)).toEqual([6, 5, 2, 1, 1]);
    const types = new Set(markdownTokens(document).map(({ type }) => type));
    expect([...types].filter((type) => ['html', 'link', 'image', 'blockquote'].includes(type))).toEqual([]);
  },
};

describe('for people', () => {
  test.each([80, 100, 140, 200])('keeps to %d columns; only commands are longer', async (columns) => {
    for (const shown of [{}, { verbose: true }, { sections: ['all'] }]) {
      for (const diagnosis of all) {
        const rows = lines(await presentDiagnosis(diagnosis, 'human', { ...view, columns, ...shown }));
        expect(rows.filter((row) => row.length > columns && !row.trim().startsWith('kubectl '))).toEqual([]);
      }
    }
  });

  test('the root cause comes first, then why, what to do, the stages as a path, and the figures', async () => {
    const text = await presentDiagnosis(caseA, 'human', whole);
    const order = ['ROOT CAUSE', 'WHY', 'WHAT TO DO', 'STAGES', 'WHAT IT IS NOT', '1 HOST', '4 THE APP'];
    const places = order.map((heading) => text.search(new RegExp(`^${heading}`, 'm')));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual(places.toSorted((left, right) => left - right));
  });

  test('where one replaces the other on a screen, the stages fit on the smallest', async () => {
    for (const diagnosis of all) {
      const text = await presentDiagnosis(diagnosis, 'human', { ...whole, live: true });
      expect(lines(text).slice(0, 23).join('\n')).toContain('  5 Root cause');
    }
  });

  test('says whose the cause is by name, also without colours', async () => {
    expect(lines(await presentDiagnosis(caseA, 'human', whole))[0]).toBe(
      'ROOT CAUSE  service-links, proved, explains 23.0% of its time',
    );
    expect(lines(await presentDiagnosis(quiet, 'human', whole))[0]).toBe('ROOT CAUSE  none found');
  });

  test('what is over its threshold has its figure, threshold, reason and command', async () => {
    const text = (await presentDiagnosis(slowDependency, 'human', { ...whole, columns: 200 })).replaceAll(
      /\s+/g,
      ' ',
    );
    for (const part of [
      '20.1 s at worst, 80 ms median (threshold 1 s)',
      '2 of 5 requests took more than 10 s',
    ]) {
      expect(text).toContain(part);
    }
    expect(text).toContain(commandsOf(slowDependency)[2]);
  });

  test('what is fine is told by name, what is used with its figure, and all of it with -v', async () => {
    const short = await presentDiagnosis(caseA, 'human', whole);
    expect(short).toContain('Fine: CPU used (23.4%); Memory used (61.0%); Node conditions.');
    expect(short).not.toContain('/proc/stat');
    const long = await presentDiagnosis(caseA, 'human', { ...view, verbose: true });
    for (const command of commandsOf(caseA)) expect(long).toContain(command);
    expect(long).toContain('Threshold: 80% (USE method');
    expect(long).not.toContain('Fine,');
  });

  test('what is over a threshold names the one that it is over, what is worth knowing has its figure', async () => {
    const text = await presentDiagnosis(caseA, 'human', whole);
    expect(text).toContain('CPU throttled (container): 32.0% of periods (warning from 25%)\n');
    expect(text).toContain('  Worth knowing: Restarts (2).\n');
  });

  test('what it is not has a word for what people suspect, and only names for the rest', async () => {
    const long = 'and so on '.repeat(30);
    const ruledOut: Diagnosis['rootCause']['ruledOut'] = [
      { cause: 'dns', title: 'DNS', by: `names are found ${long}` },
      { cause: 'host-disk', title: 'The disk', by: 'nobody waits for it' },
      { cause: 'crash', title: 'Crashes', by: 'never restarted' },
    ];
    const diagnosis = { ...caseA, rootCause: { ...caseA.rootCause, ruledOut } };
    const section = async (verbose: boolean): Promise<string[]> => {
      const text = await presentDiagnosis(diagnosis, 'human', { ...whole, verbose });
      return lines(/WHAT IT IS NOT\n([^]*?)\n\n/.exec(text)?.[1] ?? '');
    };
    const short = await section(false);
    expect(short).toHaveLength(3);
    expect(short.slice(0, 2).join(' ')).toMatch(/^ {2}- DNS: names are found and so on .* …$/);
    expect(short[2]).toBe('  - Nor: The disk; Crashes');
    expect((await section(true)).join('\n')).toContain('  - The disk: nobody waits for it\n  - Crashes:');
  });

  test('a reason that is long is cut in the path, but not with -v', async () => {
    const reason = Array.from({ length: 60 }, (_, index) => `word${index}`).join(' ');
    const stages = caseA.stages.map((stage) => ({ ...stage, reason }));
    const short = await presentDiagnosis({ ...caseA, stages }, 'human', whole);
    expect(short).toMatch(/word\d+ …\n/);
    expect(short).not.toContain('word59');
    expect(await presentDiagnosis({ ...caseA, stages }, 'human', { ...view, verbose: true })).toContain(
      'word59',
    );
  });

  test('what could not be seen says why', async () => {
    const text = await presentDiagnosis(unseen, 'human', whole);
    expect(text).toContain('Not seen: CPU used. the container is not running.');
    expect(text).toContain('Not seen: Node conditions. Why: see NOT SEEN.');
    expect(text).toMatch(/NOT SEEN\n {2}user "dev" may not get nodes \(forbidden\)/);
    expect(text).not.toMatch(/^3 DEPENDENCY/m);
  });

  test('two of five requests that took 20 s are seen as such', async () => {
    const text = await presentDiagnosis(slowDependency, 'human', whole);
    expect(text).toMatch(/≤ 100 ms +3 {2}━+\n +… 6 empty ranges +0\n +≤ 20\.0 s +1 {2}━+/);
  });

  test('colours change no word', async () => {
    const colored = await presentDiagnosis(caseA, 'human', { ...whole, color: true });
    expect(colored.replaceAll(/\u001b\[\d+m/g, '')).toBe(await presentDiagnosis(caseA, 'human', whole));
  });
});

test('markdown has every command, each as a line of its own', async () => {
  for (const diagnosis of all) {
    const document = await presentDiagnosis(diagnosis, 'markdown', view);
    const codes = markdownTokens(document).flatMap((token) =>
      token.type === 'code' || token.type === 'codespan' ? [token.text as string] : [],
    );
    for (const command of commandsOf(diagnosis)) expect(codes).toContain(command);
  }
});
