import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import yargs from 'yargs';
import {
  configFlags,
  listFlag,
  switchFlag,
  textFlag,
  type ConfigFlags,
} from '../../../src/collect/cluster/config-flags.ts';

const hasKubectl = (process.env['PATH'] ?? '')
  .split(path.delimiter)
  .some((folder) => existsSync(path.join(folder, 'kubectl')));

/** Flags of kubectl that are not about the connection. */
const NOT_OURS = /^(log-|match-server-version|profile|v$|vmodule|warnings-as-errors|kuberc)/;

test.skipIf(!hasKubectl)('every connection flag of kubectl is there, described in its words', () => {
  const options = execFileSync('kubectl', ['options'], { encoding: 'utf8' });
  const theirs = [...options.matchAll(/^ {4}(?:-(\w), )?--([\w-]+)=.*:\n\t(.*)$/gm)].filter(
    ([, , name]) => !NOT_OURS.test(name!),
  );
  expect(theirs.length).toBeGreaterThan(15);
  for (const [, alias, name, description] of theirs) {
    expect(configFlags).toHaveProperty(name!, expect.objectContaining({ description }));
    expect((configFlags as Record<string, { alias?: string }>)[name!]?.alias).toBe(alias);
  }
});

test('yargs takes the table as it is', async () => {
  const words =
    'pod -n one -n two --as-group a --as-group b,c --insecure-skip-tls-verify -s https://x --as-uid 007';
  const flags: ConfigFlags = await yargs().options(configFlags).parse(words.split(' '));
  expect(textFlag(flags, 'namespace')).toBe('two');
  expect(listFlag(flags, 'as-group')).toEqual(['a', 'b,c']);
  expect(switchFlag(flags, 'insecure-skip-tls-verify')).toBe(true);
  expect(textFlag(flags, 'server')).toBe('https://x');
  expect(textFlag(flags, 'as-uid')).toBe('007');
  expect(textFlag(flags, 'token')).toBeUndefined();
  expect(switchFlag(flags, 'disable-compression')).toBe(false);
});
