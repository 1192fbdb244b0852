import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  LINT_OUTPUTS,
  lintFormatOf,
  lintFormats,
  lintPieces,
  presentLint,
} from '../../../src/present/lint/index.ts';
import type { LintFormat } from '../../../src/present/lint/index.ts';
import { isUnsafe } from '../../../src/present/text.ts';
import { foulText, replaced } from '../foul.ts';
import { markdownRows, markdownTokens, nodes, parseCsv, parseXml } from '../markup.ts';
import { clean, foulManifests, manifests } from '../samples/lint.ts';
import { FOUL } from '../samples/scan.ts';

const view = { columns: 80, color: false };
const lines = (text: string) => text.split(/\r?\n/);

describe('outputs of lint', () => {
  test('every format has words for the help', () => {
    expect(lintFormats).toEqual(['human', 'json', 'yaml', 'csv', 'markdown', 'sarif', 'junit']);
    expect(Object.values(LINT_OUTPUTS).every(({ description }) => description.length > 10)).toBe(true);
  });

  test('an unknown format is refused', () => {
    expect(() => lintFormatOf('wide')).toThrow('unknown output format "wide"');
  });
});

test.each(lintFormats)(
  '-o %s: whatever stands in it, it can be read and has as many rows',
  async (format) => {
    await fc.assert(
      fc.asyncProperty(foulText, async (text) => {
        const report = replaced(foulManifests, FOUL, text);
        const document = await presentLint(report, format, view);
        expect(lines(document).filter(isUnsafe)).toEqual([]);
        expect(document.endsWith('\n')).toBe(true);
        READ[format](document, report);
      }),
      { numRuns: 40 },
    );
  },
);

const READ: Record<LintFormat, (document: string, report: typeof foulManifests) => void> = {
  human: (document) => expect(document).toContain('\n2 findings: 1 high, 1 low\n'),
  json: (document, report) => expect(JSON.parse(document)).toEqual(report),
  yaml: (document, report) => expect(parse(document)).toEqual(report),
  csv: (document) => expect(parseCsv(document)).toHaveLength(3),
  markdown: (document) => {
    expect(markdownRows(document)).toHaveLength(1);
    expect(markdownRows(document)[0]).toHaveLength(2);
    const types = new Set(markdownTokens(document).map(({ type }) => type));
    expect(
      [...types].filter((type) => ['html', 'link', 'image', 'code', 'blockquote'].includes(type)),
    ).toEqual([]);
  },
  sarif: (document) => expect((JSON.parse(document) as { runs: unknown[] }).runs).toHaveLength(1),
  junit: (document) => expect(nodes(parseXml(document), 'testcase')).toHaveLength(3),
};

/** The lines that are findings. */
function found(text: string): string[] {
  return lines(text).filter((row) => /:\d+:\d+ (?:low|critical) /.test(row));
}

describe('for people', () => {
  test('each finding is a line that editors and grep understand', async () => {
    const rows = lines(await presentLint(manifests, 'human', view));
    const rowsFound = rows.filter((row) => /^\S.*:\d+:\d+ (?:high|medium|low) .* \[[a-z-]+\]$/.test(row));
    expect(rowsFound).toHaveLength(manifests.findings.length);
  });

  test('a mend that many findings ask for stands there once', async () => {
    const text = await presentLint(manifests, 'human', view);
    const [, mends = ''] = text.split('\nMENDS\n');
    expect(mends.split('Set enableServiceLinks: false in the pod template')).toHaveLength(2);
    expect(text).toContain('for k8s/base/cart.yaml:12 and 3 more places');
  });

  test('of very many findings the worst are shown, and how many more there are', async () => {
    const [first] = manifests.findings;
    const low = Array.from({ length: 600 }, () => ({ ...first!, severity: 'low' as const }));
    const report = { ...manifests, findings: [...low, { ...first!, severity: 'critical' as const }] };
    const text = await presentLint(report, 'human', view);
    expect(found(text)).toHaveLength(500);
    expect(found(text).at(-1)).toContain(' critical ');
    expect(text).toContain('\nand 101 more findings, none of them worse (--verbose lists them)\n');
    expect(found(await presentLint(report, 'human', { ...view, verbose: true }))).toHaveLength(601);
  });

  test('where something could not be read, it does not say that all is well', async () => {
    const incomplete = [{ code: 'file', message: 'cannot read a.yaml' }];
    const text = await presentLint({ ...clean, incomplete }, 'human', view);
    expect(text).toContain('Nothing new found in what could be read');
  });

  test('a baseline and a snapshot are named', async () => {
    expect(await presentLint(clean, 'human', view)).toBe(
      'Nothing new found, and 3 more that the baseline knows\n6 workloads in 14 documents of 3 files; 2,214 Services from prod.json.\n',
    );
  });

  test('without Services it says that nothing was predicted', async () => {
    const report = { ...clean, services: { from: 'none' as const, count: 0 } };
    expect(await presentLint(report, 'human', view)).toContain('no Services are known');
  });

  test('colours change no word', async () => {
    const colored = await presentLint(manifests, 'human', { ...view, color: true });
    const plain = await presentLint(manifests, 'human', view);
    expect(colored).not.toBe(plain);
    expect(colored.replaceAll(/\u001b\[\d+m/g, '')).toBe(plain);
  });
});

test('-o json in pieces is the same', async () => {
  const report = { ...manifests, findings: Array.from({ length: 120 }, () => manifests.findings[0]!) };
  const pieces = [...(await lintPieces(report, 'json', view))];
  expect(pieces.length).toBeGreaterThan(3);
  expect(pieces.join('')).toBe(await presentLint(report, 'json', view));
});

test('-o markdown is bounded and says what is left out', async () => {
  const [first] = manifests.findings;
  const report = { ...manifests, findings: Array.from({ length: 60 }, () => first!) };
  const text = await presentLint(report, 'markdown', view);
  expect(markdownRows(text)[0]).toHaveLength(50);
  expect(text).toContain('and 10 more');
});
