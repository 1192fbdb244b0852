import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { auditFlags } from '../../src/commands/audit/command.ts';
import { parse } from '../../src/commands/parse.ts';
import { quickParse } from '../../src/commands/quick-parse.ts';

const VALUES = [
  'a',
  'kube-system',
  'app=web',
  'x=y,z!=q',
  '5',
  'json',
  'high',
  'full',
  'always',
  '/tmp/e.json',
  '-',
  '',
];

/** Words of a command line: flags with and without values, short and long, right and wrong, and targets. */
const word = fc.oneof(
  fc.constantFrom(
    'web',
    'pod/web',
    'deploy/web',
    'sts',
    '--',
    '-A',
    '-v',
    '--no-exec',
    '--nope',
    '-x',
    '-lapp=web',
    '-oname',
  ),
  fc
    .tuple(fc.constantFrom(...Object.keys(auditFlags)), fc.constantFrom(...VALUES))
    .map(([name, value]) => `--${name}=${value}`),
  fc.constantFrom(...Object.keys(auditFlags)).map((name) => `--${name}`),
  fc.constantFrom('-n', '-o', '-l', '-c', '-s'),
  fc.constantFrom(...VALUES),
);

test('what the quick parser understands, yargs understands in the same way', async () => {
  let understood = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(word, { maxLength: 6 }), async (argv) => {
      const options = quickParse(argv);
      if (options === undefined) return;
      understood++;
      expect(await parse(argv)).toEqual({ verb: 'audit', options });
    }),
    { numRuns: 1500 },
  );
  expect(understood).toBeGreaterThan(50);
});

test.each([
  ['a plain target', ['web-7d64', '-n', 'shop']],
  ['values behind short flags', ['-lapp=web', '-ojson']],
  ['negated switches', ['web', '--no-exec']],
  ['repeated groups', ['web', '--as-group', 'a', '--as-group', 'b']],
])('%s is understood quickly', (_, argv) => {
  expect(quickParse(argv)).toBeDefined();
});

test.each([
  ['another verb', ['demo', '--serve']],
  ['help', ['web', '--help']],
  ['an unknown flag', ['web', '--nope']],
  ['a wrong choice', ['web', '--probe', 'never']],
  ['a number that is none', ['web', '--concurrency', 'many']],
])('%s is left to yargs', (_, argv) => {
  expect(quickParse(argv)).toBeUndefined();
});
