import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dim, render } from '../../../src/present/layout/lines.ts';
import { hint, prose } from '../../../src/present/layout/prose.ts';
import { page } from './page.ts';

function set(text: string, columns = 60): string[] {
  return plain(prose(page({ columns }), { text, indent: 4, lead: dim('  -') }));
}

function plain(lines: Parameters<typeof render>[0]): string[] {
  return render(lines, { color: false }).split('\n').slice(0, -1);
}

describe('prose', () => {
  test('hangs below its lead', () => {
    expect(set('one two three four five six seven eight nine ten eleven twelve')).toEqual([
      '  - one two three four five six seven eight nine ten eleven',
      '    twelve',
    ]);
  });

  test('leaves its lead where there is no text', () => {
    expect(set('')).toEqual(['  -']);
  });

  test('keeps a figure and its unit on one line', () => {
    expect(set('a child that inherits the whole environment here costs 871 ms.')[1]).toBe('    871 ms.');
  });

  test('keeps a command in backquotes on one line', () => {
    const command = '`kubectl get pods --all-namespaces --output name | wc -l`';
    expect(set(`Run ${command} first.`)).toEqual(['  - Run', `    ${command}`, '    first.']);
  });

  test('breaks words that are wider than the page', () => {
    expect(set('x'.repeat(100)).map((row) => row.trim().replace('- ', '').length)).toEqual([56, 44]);
  });

  test('is not wider than a person can read', () => {
    expect(Math.max(...set('word '.repeat(100), 200).map((row) => row.length))).toBeLessThanOrEqual(104);
  });

  test('loses no word and passes no margin', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,20}$/), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(words, fc.integer({ min: 60, max: 120 }), (all, columns) => {
        const rows = set(all.join(' '), columns);
        expect(rows.join(' ').replace('  - ', '').trim().split(/\s+/)).toEqual(all);
        expect(rows.every((row) => row.length <= columns)).toBe(true);
      }),
    );
  });
});

describe('a hint', () => {
  test('may be a sentence that begins with a command', () => {
    const text = 'kubectl get pods -n shop lists what is there; -n NAMESPACE looks elsewhere.';
    expect(plain(hint(page({ columns: 60 }), { text, indent: 2 }))).toEqual([
      '  kubectl get pods -n shop lists what is there; -n NAMESPACE',
      '  looks elsewhere.',
    ]);
  });

  test('wraps words and leaves commands and manifests as they are', () => {
    const long = `kubectl create role envaudit -n shop --verb=get --verb=create --resource=pods/exec`;
    const text = `Whoever administers the cluster can allow it with this command, or with the manifest:\n${long}\n  kind: Role`;
    expect(plain(hint(page({ columns: 60 }), { text, indent: 2 }))).toEqual([
      '  Whoever administers the cluster can allow it with this',
      '  command, or with the manifest:',
      `  ${long}`,
      '    kind: Role',
    ]);
  });
});
