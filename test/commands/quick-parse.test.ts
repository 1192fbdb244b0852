import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { auditFlags } from '../../src/commands/audit/command.ts';
import { parse } from '../../src/commands/parse.ts';
import { quickInvocation } from '../../src/commands/quick-invocation.ts';
import { scanFlags } from '../../src/commands/scan/command.ts';

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
const word = (flags: object) =>
  fc.oneof(
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
      .tuple(fc.constantFrom(...Object.keys(flags)), fc.constantFrom(...VALUES))
      .map(([name, value]) => `--${name}=${value}`),
    fc.constantFrom(...Object.keys(flags)).map((name) => `--${name}`),
    fc.constantFrom('-n', '-o', '-l', '-c', '-s'),
    fc.constantFrom(...VALUES),
  );

test.each([
  { verb: 'audit', words: [], flags: auditFlags },
  { verb: 'scan', words: ['scan'], flags: scanFlags },
])(
  'what the quick parser understands of $verb, yargs understands in the same way',
  async ({ words, flags }) => {
    let understood = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(word(flags), { maxLength: 6 }), async (rest) => {
        const argv = [...words, ...rest];
        const invocation = await quickInvocation(argv);
        if (invocation === undefined) return;
        understood++;
        expect(await parse(argv)).toEqual(invocation);
      }),
      { numRuns: 600 },
    );
    expect(understood).toBeGreaterThan(20);
  },
);

test.each([
  ['a plain target', ['web-7d64', '-n', 'shop']],
  ['values behind short flags', ['-lapp=web', '-ojson']],
  ['negated switches', ['web', '--no-exec']],
  ['a scan of the whole cluster', ['scan', '-A', '--top', '5', '-o', 'wide']],
  ['repeated groups', ['web', '--as-group', 'a', '--as-group', 'b']],
])('%s is understood quickly', async (_, argv) => {
  expect(await quickInvocation(argv)).toBeDefined();
});

test.each([
  ['another verb', ['demo', '--serve']],
  ['help', ['web', '--help']],
  ['help of a verb', ['scan', '--help']],
  ['a number that may be left out', ['scan', '--probe']],
  ['a target where there is none', ['scan', 'web']],
  ['an unknown flag', ['web', '--nope']],
  ['a wrong choice', ['web', '--probe', 'never']],
  ['a number that is none', ['web', '--concurrency', 'many']],
])('%s is left to yargs', async (_, argv) => {
  expect(await quickInvocation(argv)).toBeUndefined();
});
