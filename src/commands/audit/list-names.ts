import type { Cluster } from '../../collect/cluster/cluster.ts';
import { EXIT, type ExitCode } from '../../errors.ts';
import { presentError } from '../../present/error.ts';
import { printable } from '../../present/text.ts';
import type { Context } from '../context.ts';
import type { AuditOptions } from './options.ts';
import { subjectsFor } from './subjects-for.ts';

/** Whether names are all that the user will see: nobody needs to be asked for those. */
export function wantsNamesOnly({ output, failOn, save }: AuditOptions): boolean {
  return output === 'name' && failOn === undefined && save === undefined;
}

/** Prints `pod/NAME` of each pod that the options mean, once, in order, as kubectl does. */
export async function listNames(
  options: AuditOptions,
  context: Context,
  cluster: Cluster,
): Promise<ExitCode> {
  const { subjects, problems } = await subjectsFor(options, context, cluster);
  const names = new Map(subjects.map(({ pod }) => [`${pod.namespace}/${pod.name}`, printable(pod.name)]));
  context.streams.out([...names.values()].map((name) => `pod/${name}\n`).join(''));
  for (const problem of problems) {
    context.streams.err(presentError(problem, { color: context.streams.color.err }));
  }
  return problems.length > 0 ? EXIT.incomplete : EXIT.ok;
}
