import { array, assert, constantFrom, property } from 'fast-check';
import { expect, test } from 'vitest';
import { openIn, type OpenLook } from '../../../../src/collect/sampler/parse/open-connections.ts';

test('connections that come and go are told from those that stay', () => {
  const looks = [look('pool', 'a', 'b'), look('pool', 'c'), look('pool', 'd', 'e')];
  expect(openIn(looks, 'in :80')).toEqual({ open: { mean: 2.667, least: 2, lasting: 1 } });
});

test('a look without any counts as none', () => {
  expect(openIn([look('a'), look(), new Map()], 'in :80')).toEqual({
    open: { mean: 0.333, least: 0, lasting: 0 },
  });
});

test('of one look it cannot be told what stays', () => {
  expect(openIn([look('a')], 'in :80')).toEqual({});
  expect(openIn([], 'in :80')).toEqual({});
});

test('those that last are never more than the least, and that is never more than the mean', () => {
  const names = array(constantFrom('a', 'b', 'c', 'd'), { maxLength: 6 });
  assert(
    property(array(names, { minLength: 2, maxLength: 8 }), (all) => {
      const { open } = openIn(
        all.map((some) => look(...some)),
        'in :80',
      );
      expect(open!.lasting).toBeLessThanOrEqual(open!.least);
      expect(open!.least).toBeLessThanOrEqual(open!.mean + 0.001);
    }),
  );
});

function look(...names: string[]): OpenLook {
  return new Map([['in :80', new Set(names)]]);
}
