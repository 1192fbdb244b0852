import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { root } from '../../../scripts/build/paths.ts';
import { archiveName, manifest } from '../../../scripts/krew/manifest.ts';

const template = await readFile(join(root, 'krew/envaudit.yaml'), 'utf8');
const release = { version: '1.2.3', repository: 'https://git.example/envaudit' };

test('the template has no address, version or checksum of its own', () => {
  expect(template).not.toMatch(/^\s*(uri|sha256|version|homepage):/m);
});

test('a platform with an archive gets its address and checksum, others are left out', () => {
  const archives = new Map([[archiveName('linux', 'amd64'), 'a'.repeat(64)]]);
  expect(parse(manifest(template, { ...release, archives }))).toMatchObject({
    apiVersion: 'krew.googlecontainertools.github.com/v1alpha2',
    kind: 'Plugin',
    metadata: { name: 'envaudit' },
    spec: {
      version: 'v1.2.3',
      homepage: 'https://git.example/envaudit',
      platforms: [
        {
          selector: { matchLabels: { os: 'linux', arch: 'amd64' } },
          uri: 'https://git.example/envaudit/releases/download/v1.2.3/kubectl-envaudit_linux_amd64.tar.gz',
          sha256: 'a'.repeat(64),
          bin: 'kubectl-envaudit',
        },
      ],
    },
  });
});

test('without any archive there is no manifest', () => {
  expect(() => manifest(template, { ...release, archives: new Map() })).toThrow('no archive');
});
