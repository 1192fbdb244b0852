import { describe, expect, test } from 'vitest';
import { nearVerb } from '../../src/commands/near-verb.ts';
import { parse } from '../../src/commands/parse.ts';
import { runInProcess } from '../cli/in-process.ts';

describe('what is wrong is said in the words that were typed', () => {
  test.each([
    ['--nope', 'unknown flag: --nope'],
    ['scan --nope=3', 'unknown flag: --nope'],
    ['web --no-nope', 'unknown flag: --no-nope'],
    ['-z', "unknown shorthand flag: 'z' in -z"],
    ['-xvz web', "unknown shorthand flag: 'x' in -xvz, unknown shorthand flag: 'z' in -xvz"],
    ['scan extra', 'unknown command or argument: extra'],
    ['web -c', "flag needs an argument: 'c' in -c"],
    ['web --container', 'flag needs an argument: --container'],
    ['web --color blue', 'invalid value "blue" for --color; choices: "auto", "always", "never"'],
    ['version -o xml', 'invalid value "xml" for --output; choices: "json", "yaml"'],
    ['help foo', 'unknown command "foo"'],
  ])('%s', async (line, message) => {
    await expect(parse(line.split(' '))).rejects.toMatchObject({ code: 'usage', exitCode: 2, message });
  });

  test('and the help of that verb is named', async () => {
    await expect(parse(['lint', '--nope'])).rejects.toMatchObject({
      hint: "See 'kubectl envaudit lint --help' for usage.",
    });
    await expect(parse(['help', 'scam'])).rejects.toMatchObject({
      hint: expect.stringContaining('Did you mean this? kubectl envaudit help scan') as string,
    });
  });
});

test.each([
  ['dignose', 'diagnose'],
  ['scna', 'scan'],
  ['Scan', 'scan'],
  ['lnit', 'lint'],
  ['compar', 'compare'],
  ['verison', 'version'],
  ['scan', undefined],
  ['web', undefined],
  ['deploy/scna', undefined],
  ['--hlep', undefined],
  ['web-7d64', undefined],
  [undefined, undefined],
])('%s is nearly the verb %s', (word, verb) => {
  expect(nearVerb(word)).toBe(verb);
});

test.each([['help scan'], ['help scan -v'], ['scan --help']])('%s is the help of scan', async (line) => {
  const invocation = await parse(line.split(' '));
  expect(invocation).toMatchObject({ verb: 'help' });
  expect(invocation.verb === 'help' && invocation.text).toMatch(/^kubectl envaudit scan\n/);
});

test.each<[string, string | undefined]>([
  ['version', undefined],
  ['version --client', undefined],
  ['version --client=true -o json', 'json'],
  ['version -oyaml', 'yaml'],
])('%s', async (line, output) => {
  expect(await parse(line.split(' '))).toMatchObject({ verb: 'version', options: { output } });
});

test.each([
  ['scan --stale-after soon', 'scan '],
  ['scan --top 0', 'scan '],
  ['web --concurrency 0', ''],
  ['diagnose web --watch --save x.json', 'diagnose '],
])('what has no better hint names the help of its verb: %s', async (line, verb) => {
  const { code, stderr } = await runInProcess(line.split(' '));
  expect(code).toBe(2);
  expect(stderr).toContain(`\n  See 'kubectl envaudit ${verb}--help' for usage.\n`);
});
