import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { loadKubeconfig } from '../../../../src/collect/cluster/kubeconfig/load.ts';
import { minify } from '../../../../src/collect/cluster/kubeconfig/minify.ts';
import { temporaryFolder } from '../support/connect-to.ts';

const run = promisify(execFile);
const hasKubectl = (process.env['PATH'] ?? '')
  .split(path.delimiter)
  .some((folder) => existsSync(path.join(folder, 'kubectl')));

const ONE = `
current-context: one
clusters: [{name: c, cluster: {server: "https://one:6443", certificate-authority: pki/ca.crt}}]
contexts: [{name: one, context: {cluster: c, user: u}}]
users: [{name: u, user: {client-certificate: pki/jane.crt, client-key: pki/jane.key}}]
`;
const TWO = `
current-context: two
clusters:
- {name: c, cluster: {server: "https://two", tls-server-name: other}}
- {name: d, cluster: {server: "https://two/prefix", proxy-url: "http://proxy:3128", insecure-skip-tls-verify: yes}}
contexts:
- {name: one, context: {cluster: c, user: v, namespace: from-two}}
- {name: two, context: {cluster: d, user: v, namespace: shop}}
users:
- {name: u, user: {token: from-two}}
- {name: v, user: {tokenFile: run/token, as: jane, as-uid: "7", as-groups: [a, b], as-user-extra: {reason: [why, because]}}}
`;
const PLUGIN = `
apiVersion: v1
kind: Config
current-context: p
clusters: [{name: c, cluster: {server: "https://three"}}]
contexts: [{name: p, context: {cluster: c, user: p}}, {name: q, context: {cluster: c, user: q}}]
users:
- name: p
  user:
    exec:
      apiVersion: client.authentication.k8s.io/v1
      command: bin/login
      args: [--cluster, three]
      env: [{name: REGION, value: eu}]
      interactiveMode: IfAvailable
      provideClusterInfo: true
- name: q
  user: {username: admin, password: "1234", exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: login, interactiveMode: Never, provideClusterInfo: false}}
`;
const JSON_FORM = JSON.stringify({
  'current-context': 'j',
  clusters: [{ name: 'c', cluster: { server: 'https://json' } }],
  contexts: [{ name: 'j', context: { cluster: 'c', user: 'u' } }],
  users: [{ name: 'u', user: { token: 'from-json' } }],
});
const ANCHORS = `
base: &base {server: "https://anchor", tls-server-name: overridden}
current-context: a
clusters: [{name: c, cluster: {<<: *base, tls-server-name: a}}]
contexts: [{name: a, context: {cluster: c, user: u}}]
users: [{name: u, user: {auth-provider: {name: oidc, config: {client-id: me, id-token: 2024-01-01}}}}]
`;

const cases: { name: string; files: Record<string, string>; list: string[]; context?: string }[] = [
  { name: 'one file, its paths meant from its folder', files: { 'a/config': ONE }, list: ['a/config'] },
  { name: 'the first current-context wins', files: { a: TWO, b: ONE }, list: ['a', 'b'] },
  {
    name: 'the first of equal names wins, whole and not field by field',
    files: { a: ONE, b: TWO },
    list: ['a', 'b'],
  },
  {
    name: 'missing files and empty entries are skipped',
    files: { b: TWO },
    list: ['gone', '', 'b', 'gone-too'],
  },
  { name: 'an empty file counts as one', files: { a: '', b: ONE }, list: ['a', 'b'] },
  {
    name: 'a file without current-context leaves it to the next',
    files: { a: PLUGIN.replace('current-context: p', ''), b: ONE },
    list: ['a', 'b'],
  },
  { name: '--context chooses', files: { a: ONE, b: TWO }, list: ['a', 'b'], context: 'two' },
  {
    name: 'a plugin named by a path',
    files: { 'x/a': ONE, 'y/b': PLUGIN },
    list: ['x/a', 'y/b'],
    context: 'p',
  },
  { name: 'a plugin by name is left to PATH', files: { a: PLUGIN }, list: ['a'], context: 'q' },
  { name: 'the same file twice', files: { a: ONE }, list: ['a', 'a'] },
  { name: 'JSON', files: { a: JSON_FORM }, list: ['a'] },
  { name: 'anchors', files: { a: ANCHORS }, list: ['a'] },
];

describe.skipIf(!hasKubectl)(
  'the kubeconfig is read as `kubectl config view --minify --raw` reads it',
  () => {
    test.each(cases)('$name', async ({ files, list, context }) => {
      const folder = temporaryFolder();
      for (const [file, text] of Object.entries(files)) {
        mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
        writeFileSync(path.join(folder, file), text);
      }
      const KUBECONFIG = list
        .map((file) => (file === '' ? '' : path.join(folder, file)))
        .join(path.delimiter);
      const env = { PATH: process.env['PATH'], HOME: folder, KUBECONFIG };
      const args = ['config', 'view', '--minify', '--raw', '-o', 'json'];
      const { stdout } = await run('kubectl', context ? [...args, '--context', context] : args, { env });

      const ours = minify(await loadKubeconfig({ explicit: undefined, env }), context);
      expect(comparable(ours)).toEqual(comparable(JSON.parse(stdout)));
    });
  },
);

/** kubectl shows paths as they stand in the file, and fields that say nothing. */
function comparable(config: unknown): unknown {
  const text = JSON.stringify(config, (key, value: unknown) => {
    if (key === 'preferences') return undefined;
    if (Array.isArray(value) && value.length === 0) return undefined;
    if (value === null || value === false) return undefined;
    const isPath = /^(certificate-authority|client-certificate|client-key|tokenFile|command)$/.test(key);
    return isPath && typeof value === 'string'
      ? value.split('/').slice(-2).join('/').replace(/^\.\//, '')
      : value;
  });
  return JSON.parse(text);
}
