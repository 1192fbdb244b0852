import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { EnvauditError } from '../../../../src/errors.ts';
import { loadKubeconfig } from '../../../../src/collect/cluster/kubeconfig/load.ts';
import { temporaryFolder } from '../support/connect-to.ts';

function write(files: Record<string, string>): string {
  const folder = temporaryFolder();
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  return folder;
}

test('relative paths are meant from the folder of the file they stand in', async () => {
  const folder = write({
    'a/config': 'clusters: [{name: c, cluster: {certificate-authority: ca.crt}}]',
    'b/config':
      'users: [{name: u, user: {client-key: ../k.key, tokenFile: /run/token, exec: {command: bin/login}}}, {name: w, user: {exec: {command: login}}}]',
  });
  const KUBECONFIG = ['a/config', 'b/config'].map((file) => path.join(folder, file)).join(path.delimiter);
  const { clusters, users } = await loadKubeconfig({ explicit: undefined, env: { KUBECONFIG } });
  expect(clusters.get('c')).toEqual({ 'certificate-authority': path.join(folder, 'a/ca.crt') });
  expect(users.get('u')).toEqual({
    'client-key': path.join(folder, 'k.key'),
    tokenFile: '/run/token',
    exec: { command: path.join(folder, 'b/bin/login') },
  });
  expect(users.get('w')?.exec?.command).toBe('login');
});

test('without KUBECONFIG, ~/.kube/config is read', async () => {
  const folder = write({ '.kube/config': 'current-context: home' });
  const config = await loadKubeconfig({ explicit: undefined, env: { HOME: folder } });
  expect(config.currentContext).toBe('home');
});

test('with KUBECONFIG, ~/.kube/config is not read, even if all its files are missing', async () => {
  const folder = write({ '.kube/config': 'current-context: home' });
  const env = { HOME: folder, KUBECONFIG: path.join(folder, 'gone') };
  expect((await loadKubeconfig({ explicit: undefined, env })).currentContext).toBe('');
});

test('--kubeconfig must exist and is the only file', async () => {
  const folder = write({ mine: '', other: 'current-context: other' });
  const env = { KUBECONFIG: path.join(folder, 'other') };
  const explicit = path.join(folder, 'mine');
  expect((await loadKubeconfig({ explicit, env })).currentContext).toBe('');
  const gone = path.join(folder, 'gone');
  await expect(loadKubeconfig({ explicit: gone, env })).rejects.toMatchObject({
    code: 'kubeconfig',
    message: `stat ${gone}: no such file or directory`,
    hint: expect.any(String) as string,
  });
});

test.each([
  { name: 'a tab', text: 'clusters:\n\t- name: a\n', says: /:2:1: not valid YAML/, hint: /tab/ },
  {
    name: 'an open bracket',
    text: 'contexts:\n- name: [\nusers: x',
    says: /:3:\d+: not valid YAML/,
    hint: /bracket/,
  },
  {
    name: 'a map where a list must be',
    text: 'contexts: {a: b}',
    says: /:1:1: contexts must be a list, not a map/,
  },
  {
    name: 'a number where text must be',
    text: 'users:\n- name: u\n  user:\n    token: 123\n',
    says: /:4:5: users\[0\]\.user\.token must be a string, not a number/,
    hint: /quotes/,
  },
  { name: 'a sentence', text: 'hello', says: /:1:1: the file must be a map/ },
  { name: 'a list', text: '- a', says: /the file must be a map/ },
  { name: 'an alias of nothing', text: 'clusters: *gone', says: /not valid YAML/ },
  {
    name: 'aliases that grow without bound',
    text: `a: &a [x, x]\n${[...'bcdefgh'].map((name, index) => `${name}: &${name} [${`*${'abcdefgh'[index]}, `.repeat(9)}]`).join('\n')}\nclusters: *h`,
    says: /:\d+:\d+: (not valid YAML|clusters\[0\])/,
  },
  {
    name: 'the same name twice in one file',
    text: 'clusters: [{name: c, cluster: {}}, {name: c, cluster: {}}]',
    says: /duplicate name "c" in clusters/,
  },
  {
    name: 'text where yes or no must be',
    text: 'clusters: [{name: c, cluster: {insecure-skip-tls-verify: maybe}}]',
    says: /must be a boolean, not a string/,
  },
])('a broken file is refused with its place: $name', async ({ text, says, hint = /./ }) => {
  const explicit = path.join(write({ config: text }), 'config');
  const error: unknown = await loadKubeconfig({ explicit, env: {} }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'kubeconfig', message: expect.stringMatching(says) as string });
  expect(String((error as EnvauditError).hint)).toMatch(hint);
  expect((error as Error).message).toContain(explicit);
});

test('a secret in a broken file is not part of the message', async () => {
  const secret = 'hunter2-hunter2';
  const explicit = path.join(write({ config: `users:\n- name: u\n  user: {token: "${secret}\n` }), 'config');
  const error: unknown = await loadKubeconfig({ explicit, env: {} }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Error);
  expect(JSON.stringify([String(error), (error as Error).cause, error])).not.toContain(secret);
});
