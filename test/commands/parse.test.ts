import { describe, expect, test } from 'vitest';
import { parse } from '../../src/commands/parse.ts';
import { EnvauditError, EXIT } from '../../src/errors.ts';

async function audit(line: string) {
  const invocation = await parse(line.split(' ').filter(Boolean));
  if (invocation.verb !== 'audit') throw new Error(`${line} means ${invocation.verb}`);
  return invocation.options;
}

describe('a command line', () => {
  test('names targets, and the defaults are kubectl’s', async () => {
    expect(await audit('web-7d64 deploy/api -n shop')).toMatchObject({
      targets: ['web-7d64', 'deploy/api'],
      selector: undefined,
      allNamespaces: false,
      allContainers: false,
      concurrency: 8,
      probe: 'auto',
      exec: true,
      output: undefined,
      color: 'auto',
      flags: { namespace: 'shop' },
    });
  });

  test.each([
    ['TYPE NAME works as in kubectl get', 'deploy web api', { targets: ['deploy/web', 'deploy/api'] }],
    ['a pod named like a type is still a pod', 'job', { targets: ['job'] }],
    ['a numeric name stays text', '007', { targets: ['007'] }],
    ['short flags may be joined to their value', '-lapp=web -oname', { selector: 'app=web', output: 'name' }],
    ['-A needs no target', '-A', { targets: [], allNamespaces: true }],
    ['--no-exec asks no container', 'web --no-exec', { exec: false }],
    ['a container', 'web -c app', { container: 'app' }],
    [
      'the connection flags are kubectl’s',
      'web --context prod --as jane',
      { flags: { context: 'prod', as: 'jane' } },
    ],
    ['groups may be repeated', 'web --as-group a --as-group b', { flags: { 'as-group': ['a', 'b'] } }],
    [
      'what is saved, and what fails a build',
      'web --save e.json --fail-on high',
      { save: 'e.json', failOn: 'high' },
    ],
  ])('%s', async (_, line, expected) => {
    expect(await audit(line)).toMatchObject(expected);
  });

  test('report takes a file', async () => {
    expect(await parse(['report', 'e.json', '-o', 'yaml'])).toMatchObject({
      verb: 'report',
      options: { file: 'e.json', output: 'yaml', ofInventories: [] },
    });
  });

  test.each([
    ['report -', { file: '-' }],
    ['report - -o name', { file: '-', output: 'name' }],
    ['report -o name -', { file: '-', output: 'name' }],
    ['lint -', { files: ['-'] }],
    ['lint -f -', { files: ['-'] }],
    ['lint a.yaml - --rules -', { files: ['a.yaml', '-'], rules: '-' }],
  ])('%s means standard input by the dash', async (line, options) => {
    expect(await parse(line.split(' '))).toMatchObject({ options });
  });

  test('demo may stay up', async () => {
    expect(await parse(['demo', '--serve', '--port', '7443'])).toMatchObject({
      verb: 'demo',
      options: { serve: true, port: 7443 },
    });
  });

  test.each([['--help'], ['report --help'], ['demo -h']])('%s is help', async (line) => {
    const invocation = await parse(line.split(' '));
    expect(invocation).toMatchObject({ verb: 'help', text: expect.stringContaining('kubectl envaudit') });
  });

  test('the help documents every exit code', async () => {
    const invocation = await parse(['--help']);
    const text = invocation.verb === 'help' ? invocation.text : '';
    const codes = Object.values(EXIT).filter((code) => !new RegExp(`^ {2}${code} `, 'm').test(text));
    expect(codes).toEqual([]);
  });

  test.each([
    ['an unknown flag', 'web --nope'],
    ['a format without a value', 'web -o'],
    ['a severity that does not exist', 'web --fail-on terrible'],
    ['a probe mode that does not exist', 'web --probe never'],
    ['report without a file', 'report'],
  ])('%s is refused as wrong usage', async (_, line) => {
    const refused = await parse(line.split(' ')).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(EnvauditError);
    expect(refused).toMatchObject({ code: 'usage', exitCode: EXIT.usage });
  });
});

describe('a switch of the connection is read as Go reads it', () => {
  test.each(['1', 't', 'T', 'true', 'TRUE', 'True'])('%s is on', async (value) => {
    const { flags } = await audit(`web --insecure-skip-tls-verify=${value}`);
    expect(flags['insecure-skip-tls-verify']).toBe(true);
  });

  test.each(['0', 'f', 'F', 'false', 'FALSE', 'False'])('%s is off', async (value) => {
    const { flags } = await audit(`web --insecure-skip-tls-verify=${value}`);
    expect(flags['insecure-skip-tls-verify']).toBe(false);
  });

  test.each(['yes', 'on', 'tRUE', ''])('%j is neither', async (value) => {
    const error = expect.objectContaining({ code: 'usage', exitCode: EXIT.usage }) as Error;
    await expect(audit(`web --disable-compression=${value}`)).rejects.toThrow(error);
  });
});
