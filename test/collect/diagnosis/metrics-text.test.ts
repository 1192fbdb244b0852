import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { metricSamples } from '../../../src/collect/diagnosis/metrics-text.ts';

const WANTED = new Set(['a', 'a_total']);

/** As plain objects. */
function read(text: string, wanted: ReadonlySet<string> = WANTED): object[] {
  return [...metricSamples(text, wanted)].map(({ labels, ...rest }) => ({
    ...rest,
    labels: Object.fromEntries(labels),
  }));
}

describe('a line', () => {
  test.each([
    { name: 'with a value alone', line: 'a 1', expected: { value: 1, labels: {} } },
    {
      name: 'with a time',
      line: 'a 1.5e3 1795255939004',
      expected: { value: 1500, at: 1795255939004, labels: {} },
    },
    { name: 'with a label', line: 'a{x="y"} 2', expected: { value: 2, labels: { x: 'y' } } },
    { name: 'with empty braces', line: 'a{} 2', expected: { value: 2, labels: {} } },
    {
      name: 'with a comma after the last label',
      line: 'a{x="y",} 2',
      expected: { value: 2, labels: { x: 'y' } },
    },
    {
      name: 'with spaces everywhere',
      line: ' a { x = "y" , z = "" }  -2  7 ',
      expected: { value: -2, at: 7, labels: { x: 'y', z: '' } },
    },
    {
      name: 'with braces and commas in a value',
      line: 'a{x="{,}",y="1"} 3',
      expected: { value: 3, labels: { x: '{,}', y: '1' } },
    },
    {
      name: 'with escapes',
      line: String.raw`a{x="\"\\n\n\x"} 3`,
      expected: { value: 3, labels: { x: '"\\n\n\\x' } },
    },
    {
      name: 'with a label that is there twice, of which the last counts',
      line: 'a{x="1",x="2"} 3',
      expected: { value: 3, labels: { x: '2' } },
    },
    { name: 'that ends as on Windows', line: 'a 1\r', expected: { value: 1, labels: {} } },
  ])('$name is read', ({ line, expected }) => {
    expect(read(`# HELP a b\n# TYPE a counter\n${line}\nother 1\n`)).toEqual([{ name: 'a', ...expected }]);
  });

  test.each([
    'a',
    'a ',
    'a{',
    'a{x',
    'a{x="y" 1',
    'a{x="y"}',
    'a{x=y} 1',
    'a{x="y"z="y"} 1',
    'a{x="y} 1',
    'a{x="y"} ',
    'a 1 2 3',
    'a 1 x',
    'a one',
    'a NaN',
    'a +Inf',
    'a 0x10',
    'a 1e999',
    'a"1',
    'a=1',
    'a.b 1',
    '# a 1',
    '{x="a"} 1',
    `a{x="${'y'.repeat(20_000)}"} 1`,
    `a{${Array.from({ length: 70 }, (_, i) => `l${i}=""`).join(',')}} 1`,
  ])('%.40s is left out, and the next one is read', (line) => {
    expect(read(`${line}\na_total 7`)).toEqual([{ name: 'a_total', value: 7, labels: {} }]);
  });
});

test('nothing but the wanted metrics is given, in their order', () => {
  expect(read('b 1\na_total 2\nab 3\na 4\n', WANTED)).toEqual([
    { name: 'a_total', value: 2, labels: {} },
    { name: 'a', value: 4, labels: {} },
  ]);
});

test('any labels and values come back as they were written', () => {
  const labels = fc.dictionary(fc.stringMatching(/^[a-zA-Z_]\w{0,8}$/), fc.string({ maxLength: 20 }), {
    maxKeys: 5,
    noNullPrototype: true,
  });
  const value = fc.double({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(labels, value), { maxLength: 10 }), (series) => {
      const lines = series.map(
        ([own, number]) => `a{${Object.entries(own).map(written).join(',')}} ${number}`,
      );
      expect(read(lines.join('\n'))).toEqual(
        series.map(([own, number]) => ({ name: 'a', labels: own, value: number || 0 })),
      );
    }),
  );
});

test('any text is taken', () => {
  const noise = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^(a[{]?(x="[^"]*",?)*[}]? ?[0-9.eE+-]*\n)*$/),
  );
  fc.assert(
    fc.property(noise, (text) => {
      for (const { name, value } of metricSamples(text, WANTED)) {
        expect(WANTED).toContain(name);
        expect(Number.isFinite(value)).toBe(true);
      }
    }),
  );
});

test('what is malformed costs time in proportion to the text only', () => {
  const lines = Array.from({ length: 300 }, () => `a{x="${'\\'.repeat(5000)}${'"'.repeat(5000)} 1`);
  expect(read(lines.join('\n'))).toEqual([]);
});

function written([key, value]: [string, string]): string {
  const escaped = value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
  return `${key}="${escaped}"`;
}
