import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadKubeconfig } from '../../../../src/collect/cluster/kubeconfig/load.ts';
import { messageOf } from '../../../../src/errors.ts';
import { temporaryFolder } from '../support/connect-to.ts';

/** A kubeconfig of one user, whose fields are given; and what stands before and behind it. */
function config({ user = 'token: t', before = '', behind = '', kind = '' } = {}): string {
  return `${before}${kind}current-context: x
contexts:
- name: x
  context: {cluster: c, user: u}
clusters:
- name: c
  cluster: {server: "https://c"}
users:
- name: u
  user:
    ${user}
${behind}`;
}

async function userOf(text: string | Buffer): Promise<unknown> {
  const file = path.join(temporaryFolder(), 'config');
  writeFileSync(file, text);
  try {
    return (await loadKubeconfig({ explicit: file, env: {} })).users.get('u');
  } catch (error) {
    return { refused: messageOf(error).replace(file, 'FILE') };
  }
}

describe('kubectl 1.32 reads this kubeconfig, and takes this for the user', () => {
  const T = { token: 't' };
  test.each<{ name: string; text: string | Buffer; user: object }>([
    { name: 'of the same key the last', text: config({ user: 'token: s\n    token: t' }), user: T },
    {
      name: 'the same key twice elsewhere',
      text: config({ behind: 'preferences: {a: 1, a: 2}\n' }),
      user: T,
    },
    {
      name: 'of the same key in JSON the last',
      text: '{"users": [{"name": "u", "user": {"token": "s", "token": "t"}}]}',
      user: T,
    },
    { name: 'of two documents the first', text: `${config()}---\n${config({ user: 'token: s' })}`, user: T },
    { name: 'a broken second document', text: config({ behind: '---\n{{{\n' }), user: T },
    { name: 'nothing behind ...', text: config({ behind: '...\n{{{\n' }), user: T },
    { name: 'nothing behind ---', text: config({ behind: '---\n' }), user: T },
    { name: 'a --- before it', text: config({ before: '# hello\n\n---\n' }), user: T },
    { name: '%YAML 1.1', text: config({ before: '%YAML 1.1\n---\n' }), user: T },
    {
      name: 'of two JSON objects the first',
      text: '{"users": [{"name": "u", "user": {"token": "t"}}]}\n{"users": []}',
      user: T,
    },
    { name: 'a byte order mark', text: `\ufeff${config()}`, user: T },
    { name: 'UTF-16, as PowerShell writes it', text: Buffer.from(`\ufeff${config()}`, 'utf16le'), user: T },
    { name: 'line ends of Windows', text: config().replaceAll('\n', '\r\n'), user: T },
    { name: 'kind and apiVersion', text: config({ kind: 'apiVersion: v1\nkind: Config\n' }), user: T },
    { name: 'no kind', text: config({ kind: 'apiVersion: v1\n' }), user: T },
    { name: 'no apiVersion', text: config({ kind: 'kind: Config\n' }), user: T },
    { name: 'a null kind', text: config({ kind: 'apiVersion: ""\nkind: null\n' }), user: T },
    { name: '/v1', text: config({ kind: 'apiVersion: /v1\n' }), user: T },
    { name: 'a date', text: config({ user: 'token: 2024-01-01' }), user: { token: '2024-01-01' } },
    { name: 'a time of day', text: config({ user: 'token: 1:30' }), user: { token: '1:30' } },
    { name: 'a number of no kind', text: config({ user: 'token: ._5' }), user: { token: '._5' } },
    { name: '!!binary', text: config({ user: 'token: !!binary aGFsbG8=' }), user: { token: 'hallo' } },
    { name: 'a tag of its own', text: config({ user: 'token: !foo bar' }), user: { token: 'bar' } },
    { name: 'a merge', text: config({ before: 'base: &b {token: t}\n', user: '<<: *b' }), user: T },
    {
      name: 'fields that nobody knows',
      text: config({ user: 'token: t\n    more: [1]' }),
      user: { ...T, more: [1] },
    },
    {
      name: 'null in lists and maps is empty',
      text: config({
        user: 'as: j\n    as-groups: [null, b]\n    as-user-extra: {a: null}\n    token: null',
      }),
      user: { as: 'j', 'as-groups': ['', 'b'], 'as-user-extra': { a: [] } },
    },
    {
      name: 'base64 in several lines',
      text: config({ user: 'client-key-data: |\n      aGFs\n      bG8=\n' }),
      user: { 'client-key-data': 'aGFs\nbG8=\n' },
    },
    {
      name: 'extensions of one name without content',
      text: config({ behind: 'extensions: [{name: a}, {name: a, extension: null}]\n' }),
      user: T,
    },
  ])('$name', async ({ text, user }) => {
    expect(await userOf(text)).toEqual(user);
  });
});

describe('kubectl 1.32 refuses this kubeconfig', () => {
  const twice = 'extensions: [{name: a, extension: {x: 1}}, {name: a, extension: {x: 2}}]';
  test.each<{ name: string; text: string | Buffer; says: RegExp }>([
    {
      name: 'another kind',
      text: config({ kind: 'apiVersion: v1\nkind: Pod\n' }),
      says: /no kind "Pod" is registered/,
    },
    { name: 'a kind in small letters', text: config({ kind: 'kind: config\n' }), says: /no kind "config"/ },
    { name: 'another version', text: config({ kind: 'apiVersion: v2\n' }), says: /for version "v2"$/ },
    {
      name: 'a group',
      text: config({ kind: 'apiVersion: clientcmd.k8s.io/v1\n' }),
      says: /clientcmd\.k8s\.io\/v1/,
    },
    {
      name: 'a number for a kind',
      text: config({ kind: 'kind: 1\n' }),
      says: /FILE:1:1: kind must be a string/,
    },
    {
      name: 'a number for a version',
      text: config({ kind: 'apiVersion: 1\n' }),
      says: /apiVersion must be a string/,
    },
    {
      name: '%YAML 1.2',
      text: config({ before: '%YAML 1.2\n---\n' }),
      says: /found incompatible YAML document/,
    },
    ...['08', '017', '0o17', '1e3', '12e03', '1_000', '.5', '0b11', '+1', '.inf', '.nan'].map((token) => ({
      name: `the number ${token} for a token`,
      text: config({ user: `token: ${token}` }),
      says: /FILE:11:5: users\[0\]\.user\.token must be a string, not a number/,
    })),
    ...['yes', 'off', 'Y', 'n'].map((token) => ({
      name: `${token} for a token`,
      text: config({ user: `token: ${token}` }),
      says: /users\[0\]\.user\.token must be a string, not a boolean/,
    })),
    {
      name: 'half a character',
      text: config({ user: 'token: "a\\ud800b"' }),
      says: /must be a string, not half a character/,
    },
    {
      name: 'what is no UTF-8',
      text: Buffer.concat([Buffer.from(config()), Buffer.of(0xff)]),
      says: /it is not UTF-8/,
    },
    {
      name: 'preferences of another form',
      text: config({ behind: 'preferences: hello\n' }),
      says: /preferences must be/,
    },
    {
      name: 'colours of another form',
      text: config({ behind: 'preferences: {colors: x}\n' }),
      says: /colors must be/,
    },
    {
      name: 'extensions of another form',
      text: config({ behind: 'extensions: hello\n' }),
      says: /extensions must be/,
    },
    {
      name: 'two extensions of one name',
      text: config({ behind: twice }),
      says: /duplicate name "a" in extensions/,
    },
    {
      name: 'the same without a name',
      text: config({ behind: twice.replaceAll('name: a, ', '') }),
      says: /duplicate name ""/,
    },
    {
      name: 'the same in preferences',
      text: config({ behind: `preferences: {${twice}}\n` }),
      says: /duplicate name "a"/,
    },
    { name: 'the same of a user', text: config({ user: twice }), says: /duplicate name "a"/ },
    {
      name: 'the same of a context',
      text: config().replace('user: u}', `user: u, ${twice}}`),
      says: /duplicate name "a"/,
    },
    {
      name: 'the same of a cluster that nobody uses',
      text: config().replace('users:', `- {name: d, cluster: {${twice}}}\nusers:`),
      says: /duplicate name "a"/,
    },
    {
      name: 'spaces in base64',
      text: config({ user: 'client-key-data: aGFs bG8=' }),
      says: /must be base64, not a string/,
    },
    {
      name: 'base64 without its end',
      text: config({ user: 'client-key-data: aGFsbG8' }),
      says: /must be base64/,
    },
    { name: 'base64 for URLs', text: config({ user: 'client-key-data: aGFs-_8=' }), says: /must be base64/ },
  ])('$name', async ({ text, says }) => {
    expect(await userOf(text)).toEqual({ refused: expect.stringMatching(says) as string });
  });
});

describe('what would take time or memory without end is refused', () => {
  test.each([
    { name: 'collections in collections', text: config({ behind: nested(100_000) }), says: /not valid YAML/ },
    {
      name: 'lists in lists in one line',
      text: config({ behind: `deep:\n${'- '.repeat(100_000)}a\n` }),
      says: /not valid YAML/,
    },
    {
      name: 'very many parts',
      text: config({ behind: `many: [${'{},'.repeat(300_000)}]\n` }),
      says: /more than 500000 parts/,
    },
    {
      name: 'very many lines',
      text: config({ behind: 'a: b\n'.repeat(300_000) }),
      says: /more than 500000 parts/,
    },
    { name: 'a file of 33 MiB', text: '#'.repeat(33 * 1024 * 1024), says: /has more than 32\.0 MiB/ },
    {
      name: 'very many aliases',
      text: config({ behind: `a: &a b\nmany: [${'*a,'.repeat(20_000)}]\n` }),
      says: /not valid YAML/,
    },
  ])('$name', async ({ text, says }) => {
    expect(await userOf(text)).toEqual({ refused: expect.stringMatching(says) as string });
  });

  test('aliases of aliases of aliases are looked at once', async () => {
    const text = config({
      before: `g: &g ${list('x')}\nuser: &u {name: &n v, user: {as-groups: *g}}\nlist: &l ${list('*u')}\n`,
      user: 'token: t',
    });
    expect(await userOf(text)).toEqual({ token: 't' });
    expect(await userOf(text.replace('users:\n- name: u', 'users: *l\nrest:\n- name: u'))).toEqual({
      refused: 'error loading config file FILE: duplicate name "v" in users',
    });
  });

  test('an alias of what it stands in', async () => {
    const text = config({ user: 'exec: &e {command: a, env: [*e]}' });
    expect(await userOf(text)).toMatchObject({ exec: { command: 'a' } });
  });

  test.each([
    { name: 'a device', file: '/dev/zero', says: /it is a device; only regular files are read/ },
    { name: 'a folder', file: '/', says: /it is a folder/ },
  ])('$name', async ({ file, says }) => {
    await expect(loadKubeconfig({ explicit: file, env: {} })).rejects.toThrow(says);
    await expect(loadKubeconfig({ explicit: undefined, env: { KUBECONFIG: file } })).rejects.toThrow(says);
  });

  test('/dev/null is an empty kubeconfig', async () => {
    expect(await loadKubeconfig({ explicit: undefined, env: { KUBECONFIG: '/dev/null' } })).toMatchObject({
      currentContext: '',
    });
  });
});

function nested(depth: number): string {
  return `deep: ${'['.repeat(depth)}${']'.repeat(depth)}\n`;
}

function list(item: string): string {
  return `[${`${item}, `.repeat(1000)}]`;
}
