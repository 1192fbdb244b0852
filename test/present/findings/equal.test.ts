import { describe, expect, test } from 'vitest';
import { equalFindings, placesWords } from '../../../src/present/findings/equal.ts';
import { finding } from '../samples/scan-build.ts';

const at = (namespace: string, name: string) => ({ namespace, kind: 'deployment', name });
const of = (name: string, message: string, severity: 'high' | 'low' = 'high') =>
  finding('many-variables', severity, at('shop', name), { title: 'Many', message });

test('findings that say the same are one, in the order of the first; another severity is another finding', () => {
  const told = equalFindings([of('a', 'x'), of('b', 'y'), of('c', 'x'), of('d', 'x', 'low')]);
  expect(
    told.map(({ finding: { message }, subjects }) => [message, ...subjects.map(({ name }) => name)]),
  ).toEqual([
    ['x', 'a', 'c'],
    ['y', 'b'],
    ['x', 'd'],
  ]);
});

describe('places', () => {
  const places = [at('shop', 'a'), at('pay', 'b'), at('shop', 'c')];

  test('have each namespace once', () => {
    expect(placesWords(places)).toBe('shop: deployment/a, deployment/c; pay: deployment/b');
  });

  test('are counted where there are too many', () => {
    expect(placesWords(places, 1)).toBe('shop: deployment/a; and 2 more');
  });
});
