import { EXIT, type ExitCode } from '../../errors.ts';
import { toJson } from '../../present/json.ts';
import type { Context } from '../context.ts';
import type { VersionOptions } from './command.ts';

/** `kubectl envaudit version`: a line, or a document with the key that `kubectl version --client` has. */
export async function runVersion({ output }: VersionOptions, context: Context): Promise<ExitCode> {
  const { streams, version } = context;
  const document = { clientVersion: { gitVersion: `v${version}` } };
  if (output === 'json') streams.out(toJson(document));
  else if (output === 'yaml') streams.out((await import('../../present/yaml.ts')).yaml(document));
  else streams.out(`kubectl-envaudit ${version}\n`);
  return EXIT.ok;
}
