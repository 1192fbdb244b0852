import type { Cluster } from '../../collect/cluster/cluster.ts';
import { EXIT, type ExitCode } from '../../errors.ts';
import { presentError } from '../../present/error.ts';
import { podNames } from '../../present/name.ts';
import type { Context } from '../context.ts';
import type { AuditOptions } from './command.ts';
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
  context.streams.out(podNames(subjects.map(({ pod }) => pod)));
  for (const problem of problems) {
    context.streams.err(await presentError(problem, { color: context.streams.color.err }));
  }
  return problems.length > 0 ? EXIT.incomplete : EXIT.ok;
}
