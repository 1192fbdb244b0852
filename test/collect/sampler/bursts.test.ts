import { expect, test } from 'vitest';
import { burstsOf } from '../../../src/collect/sampler/parse/bursts.ts';

/** Looks every 200 ms, and what the main thread used between them, in ms. */
function looks(...used: number[]): { at: number; cpuMs: number }[] {
  const until = (index: number): number => used.slice(0, index).reduce((sum, each) => sum + each, 0);
  return [0, ...used].map((_, index) => ({ at: 100 + index * 0.2, cpuMs: until(index) }));
}

test.each<[string, number[], ReturnType<typeof burstsOf>]>([
  ['never busy between two looks', [30, 30, 100, 30], { count: 0, longestMs: 0, totalMs: 0 }],
  [
    'half a second that begins and ends between looks',
    [0, 100, 200, 200, 0],
    { count: 1, longestMs: 500, totalMs: 500 },
  ],
  [
    'twice, with a rest between them',
    [200, 200, 50, 0, 190, 20, 0],
    { count: 2, longestMs: 450, totalMs: 660 },
  ],
  [
    'what ends one burst does not begin the next',
    [200, 100, 200, 0],
    { count: 2, longestMs: 300, totalMs: 500 },
  ],
  ['busy to the end', [0, 200, 200], { count: 1, longestMs: 400, totalMs: 400 }],
  ['a counter that ran backwards', [200, -300, 0], { count: 1, longestMs: 200, totalMs: 200 }],
])('%s', (_, used, bursts) => {
  expect(burstsOf(looks(...used))).toEqual(bursts);
});

test('without CPU times, or with one look, it is not known', () => {
  expect(burstsOf([{ at: 1 }, { at: 2 }])).toBeUndefined();
  expect(burstsOf(looks())).toBeUndefined();
});
