import { expect, test } from 'vitest';
import type { Diagnosis } from '../../../src/contracts/diagnosis.ts';
import { changes } from '../../../src/present/diagnosis/changes.ts';
import { redraw } from '../../../src/present/diagnosis/redraw.ts';
import { isUnsafe } from '../../../src/present/text.ts';
import { caseA, foulDiagnosis, quiet, slowDependency } from '../samples/diagnosis.ts';

const later = (diagnosis: Diagnosis): Diagnosis => ({
  ...diagnosis,
  collectedAt: '2026-11-20T14:30:11.000Z',
});

test('nothing is told of a diagnosis like the one before, whatever its figures', () => {
  const rootCause = { ...caseA.rootCause, share: 0.3 };
  expect(changes(caseA, later({ ...caseA, rootCause }))).toEqual([]);
});

test('a line for each check, stage and cause whose verdict changed', () => {
  const lines = changes(quiet, later(slowDependency));
  expect(lines.map((line) => line.replaceAll('2026-11-20T14:30:11.000Z  ', ''))).toEqual([
    '3 Dependency services, Request time: http://cart.shop/health: not there -> problem  20.1 s at worst, 80 ms median',
    expect.stringMatching(/^3 Dependency services: cleared -> guilty {2}Request time of/),
    expect.stringMatching(/^5 Root cause: none found -> slow-dependency, likely {2}A slow dependency/),
  ]);
  expect(changes(slowDependency, later(quiet))[0]).toMatch(
    /^2026\S+ {2}3 .*cart.*: problem -> gone$|cleared/,
  );
});

test('another pod is told', () => {
  const other = { ...caseA, subject: { ...caseA.subject, pod: 'web-9999' } };
  expect(changes(caseA, later(other))).toEqual([
    expect.stringContaining('Pod: web-7d64 (web) -> web-9999 (web)'),
  ]);
});

test('lines are safe for a terminal, and are lines', () => {
  expect(changes(quiet, foulDiagnosis).filter((line) => isUnsafe(line))).toEqual([]);
});

/** The lines that a terminal shows after it. */
const shown = (drawn: string): string[] =>
  drawn
    .replaceAll(/\u001b\[\??\d*[a-zA-Z]/g, '')
    .trimEnd()
    .split('\n');

const SIZE = { rows: 24, columns: 80 };

test('a screen is drawn from its top, and what was below is gone', async () => {
  const drawn = await redraw('one\ntwo\n', SIZE);
  expect(shown(drawn)).toEqual(['one', 'two']);
  expect(drawn.startsWith('\u001b[H')).toBe(true);
  expect(drawn).toContain('\u001b[J');
});

test('a screen that is too small says so, and leaves a line free', async () => {
  const text = `${Array.from({ length: 30 }, (_, index) => `line ${index}`).join('\n')}\n`;
  const lines = shown(await redraw(text, SIZE));
  expect(lines).toHaveLength(23);
  expect(lines.at(-1)).toBe('… 8 more lines; a pipe has them all');
});

test('a command is wrapped by the terminal and never cut, and its rows are counted', async () => {
  const command = `\u001b[36mkubectl patch ${'x'.repeat(200)}\u001b[39m`;
  const text = [command, ...Array.from({ length: 21 }, (_, index) => `line ${index}`)].join('\n');
  const drawn = await redraw(text, SIZE);
  expect(drawn).not.toContain('\u001b[?7l');
  const lines = shown(drawn);
  expect(lines[0]).toHaveLength(214);
  expect(lines).toHaveLength(1 + 19 + 1);
  expect(lines.at(-1)).toBe('… 2 more lines; a pipe has them all');
});
