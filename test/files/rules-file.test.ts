import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KNOWN_APPS } from '../../src/analyze/collisions/known-apps/index.ts';
import { EnvauditError, EXIT } from '../../src/errors.ts';
import { readRules } from '../../src/files/rules-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'envaudit-rules-'));
});
afterAll(() => rm(folder, { recursive: true }));

const HEAD = 'apiVersion: envaudit/v1\nkind: CollisionRules\n';
const RULE = `  - id: shop-api
    app: the shop’s API
    reads: [SHOP_PORT, 'SHOP_API_*']
    match: { images: [team/shop-api, 'shop-*'], commands: [shop], variables: ['SHOP_*'], runtimes: [go] }
    severity: high
    effect: It does not start.
`;

test('a file of rules is read as it stands', async () => {
  const file = join(folder, 'rules.yaml');
  await writeFile(
    file,
    `${HEAD}rules:\n${RULE}    wayOut: Declare it.\n    declarable: false\n    source: https://example.com/1\n`,
  );
  expect(await readRules(file, { stdin: Readable.from([]) })).toEqual([
    {
      id: 'shop-api',
      app: 'the shop’s API',
      reads: ['SHOP_PORT', 'SHOP_API_*'],
      match: {
        images: ['team/shop-api', 'shop-*'],
        commands: ['shop'],
        variables: ['SHOP_*'],
        runtimes: ['go'],
      },
      severity: 'high',
      effect: 'It does not start.',
      wayOut: 'Declare it.',
      declarable: false,
      source: 'https://example.com/1',
    },
  ]);
});

test('- is standard input', async () => {
  expect(await fromStdin(`${HEAD}rules:\n${RULE}`)).toHaveLength(1);
});

test('JSON is YAML, too, and every built-in rule is one that a user could write', async () => {
  const text = JSON.stringify({ apiVersion: 'envaudit/v1', kind: 'CollisionRules', rules: KNOWN_APPS });
  expect(await fromStdin(text)).toEqual(KNOWN_APPS);
});

describe('what is wrong is told with its place', () => {
  test.each([
    ['an unknown key', `${HEAD}rules:\n${RULE}    colour: red\n`, '-:10:5: rules[0]: unknown key "colour"'],
    ['a missing key', `${HEAD}rules:\n  - id: a\n`, '-:4:5: rules[0]: the key app is missing'],
    [
      'another apiVersion',
      `apiVersion: v2\nkind: CollisionRules\nrules:\n${RULE}`,
      '-:1:13: apiVersion: must be envaudit/v1',
    ],
    [
      'another severity',
      replaced('severity: high', 'severity: huge'),
      '-:8:15: rules[0].severity: must be one of info, low, medium, high, critical',
    ],
    [
      'a regular expression',
      replaced('[SHOP_PORT,', "['SHOP_(A|B)+$',"),
      '-:6:13: rules[0].reads[0]: expected a name or glob of upper-case letters',
    ],
    ['a glob of everything', replaced('[SHOP_PORT,', "['*',"), 'rules[0].reads[0]: expected'],
    [
      'an image with a tag',
      replaced('team/shop-api,', "'shop:1',"),
      'rules[0].match.images[0]: expected lower-case path components',
    ],
    [
      'no way to tell the app',
      `${HEAD}rules:\n${RULE.replace(/match: .*/, 'match: {}')}`,
      'rules[0].match: must have one of images, commands, variables, runtimes',
    ],
    [
      'an unknown runtime',
      replaced('runtimes: [go]', 'runtimes: [cobol]'),
      'rules[0].match.runtimes[0]: must be one of node',
    ],
    [
      'a link that is not https',
      `${HEAD}rules:\n${RULE}    source: javascript:alert(1)\n`,
      '-:10:13: rules[0].source: expected a URL',
    ],
    [
      'a line break in a text',
      replaced('effect: It does not start.', 'effect: "a\\nb"'),
      'rules[0].effect: expected one line',
    ],
    [
      'an option with a value',
      `${HEAD}rules:\n${RULE}    overriddenBy: ['--port=80']\n`,
      '-:10:20: rules[0].overriddenBy[0]: expected an option that begins with -',
    ],
    ['an id twice', `${HEAD}rules:\n${RULE}${RULE}`, '-:10:9: rules[1].id: the id of rules[0] again'],
    ['a key twice', `${HEAD}rules:\n${RULE}    app: again\n`, '-:10:5: Map keys must be unique'],
    ['broken YAML', `${HEAD}rules: [\n`, '-:'],
    ['an alias of nothing', `${HEAD}rules: *none\n`, '-:'],
    ['two documents', `${HEAD}rules:\n${RULE}---\n${HEAD}rules:\n${RULE}`, 'a rules file has one document'],
    ['an empty file', '', '-: it is empty'],
    ['only a comment', '# nothing\n', '-:'],
    ['a list', '- 1\n', '-:1:1: (top): must be object'],
    ['no rules', `${HEAD}rules: []\n`, 'rules: must NOT have fewer than 1 items'],
  ])('%s', async (_, text, message) => {
    const error = await fromStdin(text).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(EnvauditError);
    expect(error).toMatchObject({ code: 'rules-invalid', exitCode: EXIT.usage });
    expect((error as EnvauditError).message).toContain(message);
    expect((error as EnvauditError).hint).toContain('docs/collisions.md');
  });

  test('a billion laughs are not expanded', async () => {
    const levels = Array.from(
      { length: 12 },
      (_, index) => `l${index + 1}: &l${index + 1} [${`*l${index}, `.repeat(9)}]`,
    );
    const error = await fromStdin(`l0: &l0 [x]\n${levels.join('\n')}\n`).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'rules-invalid' });
    expect((error as Error).message).toContain('Excessive alias count');
  });

  test('at most ten errors are told', async () => {
    const error = await fromStdin(`${HEAD}rules:\n${'  - {}\n'.repeat(50)}`).catch(
      (reason: unknown) => reason,
    );
    const { message, hint = '' } = error as EnvauditError;
    expect(message).toContain('-:4:5: rules[0]: the key id is missing');
    expect(hint.split('\n').filter((row) => row.startsWith('-:'))).toHaveLength(9);
  });
});

describe('what cannot be read', () => {
  test('a file that is not there', async () => {
    const file = join(folder, 'none.yaml');
    await expect(readRules(file, { stdin: Readable.from([]) })).rejects.toMatchObject({
      code: 'file',
      exitCode: EXIT.usage,
      message: expect.stringContaining(file) as string,
    });
  });

  test('more than a mebibyte', async () => {
    await expect(fromStdin(`# ${'x'.repeat(1024 * 1024)}\n`)).rejects.toMatchObject({
      message: expect.stringContaining('more than 1.00 MiB') as string,
    });
  });

  test('what is not UTF-8', async () => {
    await expect(
      readRules('-', { stdin: Readable.from([Buffer.from([0xff, 0xfe, 0x00])]) }),
    ).rejects.toMatchObject({
      code: 'file',
    });
  });
});

function replaced(from: string, to: string): string {
  return `${HEAD}rules:\n${RULE.replace(from, () => to)}`;
}

function fromStdin(text: string) {
  return readRules('-', { stdin: Readable.from([Buffer.from(text)]) });
}
