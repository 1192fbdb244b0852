import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import watch from '../../../src/collect/sampler/sh/watch.sh?raw';

/** The function of the sampler that says whether to look on. */
const [MORE = ''] = /^more\(\) \{\n[\s\S]*?^\}/m.exec(watch) ?? [];

/** Five seconds were asked for, and thirty are the most; in hundredths of a second. */
const GIVEN =
  'end=500 most=3000 enough_looks=25 enough_periods=20 periods_first=100 throttled_first=10 longer=';

test.each<[string, string, string, string]>([
  ['the window is not over', 'gone=499 looked=3', 'periods=100 throttled=10', 'on'],
  ['too few looks', 'gone=500 looked=24', 'periods=180 throttled=90', '@longer looks on'],
  [
    'looks enough, and too few periods of a limit that held it back',
    'gone=500 looked=25',
    'periods=119 throttled=11',
    '@longer periods on',
  ],
  ['as few periods, in which it was not held back', 'gone=500 looked=25', 'periods=119 throttled=10', 'over'],
  ['looks and periods enough', 'gone=500 looked=25', 'periods=120 throttled=30', 'over'],
  [
    'too few of both, at the end of the longest window',
    'gone=2995 looked=3',
    'periods=101 throttled=11',
    'over',
  ],
])('%s', (_, clock, counted, outcome) => {
  const program = `say() { printf '%s ' "$*"; }\nquota() { ${counted}; }\n${MORE}\n${GIVEN} ${clock}\nif more; then echo on; else echo over; fi`;
  expect(spawnSync('sh', ['-c', program]).stdout.toString().trim()).toBe(outcome);
});

test('it is said once', () => {
  const program = `say() { printf '%s ' "$*"; }\nquota() { :; }\n${MORE}\n${GIVEN} gone=600 looked=1\nmore; more; echo $longer`;
  expect(spawnSync('sh', ['-c', program]).stdout.toString().trim()).toBe('@longer looks looks');
});
