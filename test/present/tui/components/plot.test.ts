import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plot } from '../../../../src/present/tui/components/plot.ts';
import type { PlotOptions } from '../../../../src/present/tui/components/plot.ts';
import { width } from '../../../../src/present/tui/paint.ts';
import { seen } from '../around.ts';

const quadratic: PlotOptions = {
  columns: 60,
  rows: 12,
  x: { most: 16_000, format: (value) => String(Math.round(value)) },
  y: { most: 1_600, format: (value) => `${Math.round(value)} ms` },
  curve: (x) => 1_600 * (x / 16_000) ** 2,
  points: [
    { x: 16_000, y: 1_600, mark: '1' },
    { x: 0, y: 0, mark: '2' },
  ],
};

describe('a plot', () => {
  test('has axes, a curve of dots, and points as their marks', () => {
    expect(`\n${seen(plot(quadratic))}\n`).toMatchSnapshot();
  });

  test('has nothing but ASCII where that is asked for', () => {
    const text = seen(plot({ ...quadratic, ascii: true }));
    expect(text).toMatch(/^[\n -~]+$/);
    expect(`\n${text}\n`).toMatchSnapshot();
  });

  test.each([
    ['there is no room in its width', { columns: 12 }],
    ['there is no room in its height', { rows: 4 }],
    ['nothing was measured', { y: { ...quadratic.y, most: 0 } }],
    ['a figure is none', { x: { ...quadratic.x, most: NaN } }],
  ])('is empty where %s', (_, own) => {
    expect(plot({ ...quadratic, ...own })).toEqual([]);
  });

  test('keeps to its size, whatever curve and points it has', () => {
    const value = fc.double();
    const options = fc.record({
      columns: fc.integer({ min: -5, max: 200 }),
      rows: fc.integer({ min: -5, max: 60 }),
      most: value,
      power: fc.double({ min: -3, max: 3 }),
      points: fc.array(fc.record({ x: value, y: value, mark: fc.constantFrom('1', '2') }), { maxLength: 5 }),
      ascii: fc.boolean(),
    });
    fc.assert(
      fc.property(options, ({ most, power, ...own }) => {
        const axis = { most, format: () => '12' };
        const lines = plot({ ...own, x: axis, y: axis, curve: (x) => x ** power });
        expect(lines.length === 0 || lines.length === own.rows).toBe(true);
        for (const row of seen(lines).split('\n'))
          expect(width(row)).toBeLessThanOrEqual(Math.max(0, own.columns));
      }),
    );
  });
});
