import { expect, expectTypeOf, test } from 'vitest';
import { valuesOf } from '../../src/commands/flags.ts';

const flags = {
  'sort-by': { choices: ['name', 'size'] },
  color: { choices: ['auto', 'never'], default: 'auto' },
  deep: { type: 'boolean', default: false },
  top: { type: 'number' },
  window: { type: 'string', default: '10s' },
} as const;

test('a flag is an option of its name, with its default where it was not given', () => {
  expect(valuesOf({}, flags)).toEqual({
    sortBy: undefined,
    color: 'auto',
    deep: false,
    top: undefined,
    window: '10s',
  });
});

test('of a flag that was given twice the last value holds', () => {
  expect(valuesOf({ 'sort-by': ['name', 'size'], top: 3, deep: true }, flags)).toMatchObject({
    sortBy: 'size',
    top: 3,
    deep: true,
  });
});

test('the type of an option follows from its flag', () => {
  expectTypeOf(valuesOf({}, flags)).toEqualTypeOf<{
    sortBy: 'name' | 'size' | undefined;
    color: 'auto' | 'never';
    deep: boolean;
    top: number | undefined;
    window: string;
  }>();
});
