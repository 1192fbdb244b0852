import type { Cluster } from '../../collect/cluster/cluster.ts';
import { EXIT, type ExitCode } from '../../errors.ts';
import { requireWritable } from '../../files/write-file.ts';
import type { Context } from '../context.ts';
import { nearVerb } from '../near-verb.ts';
import { save } from '../save.ts';
import { withCluster } from '../with-cluster.ts';
import { listNames, wantsNamesOnly } from './list-names.ts';
import type { AuditOptions } from './command.ts';
import { validateAudit } from './options.ts';

/** The main job: look at the containers that the options mean, judge, show. Gives the exit code. */
export async function runAudit(options: AuditOptions, context: Context): Promise<ExitCode> {
  validateAudit(options);
  requireWritable(options.save, '--save');
  return withCluster(options, context, async (cluster) => {
    await refuseVerb(options.targets, cluster, context.signal);
    if (wantsNamesOnly(options)) return listNames(options, context, cluster);
    // Names need neither the probes nor the rules, and are there sooner without loading them.
    const { look } = await import('./look.ts');
    const evidence = await look(options, context, cluster);
    await save(options.save, evidence, context);
    const { showReport } = await import('../show-report.ts');
    const code = await showReport(evidence, options, context);
    return context.signal.aborted ? EXIT.interrupted : code;
  });
}

/** A first word that is nearly a verb is looked up before anything is asked in the containers of the others. */
async function refuseVerb([word, ...others]: string[], cluster: Cluster, signal: AbortSignal): Promise<void> {
  if (others.length === 0 || nearVerb(word) === undefined) return;
  const { parseTarget } = await import('../../collect/targets/target.ts');
  const { resolveTarget } = await import('../../collect/targets/resolve.ts');
  await resolveTarget(parseTarget(word!), { cluster, namespace: cluster.namespace, signal });
}
