import type { Cluster } from '../../collect/cluster/cluster.ts';
import { EXIT, type ExitCode } from '../../errors.ts';
import { presentDiagnosis } from '../../present/diagnosis/index.ts';
import { windowLength } from '../../present/diagnosis/words.ts';
import { requireWritable } from '../../files/write-file.ts';
import type { Context } from '../context.ts';
import { diagnosisView } from './view.ts';
import { save } from '../save.ts';
import { withCluster } from '../with-cluster.ts';
import { unusedAccesses } from './allow.ts';
import { look } from './look.ts';
import type { DiagnoseOptions } from './command.ts';
import { planDiagnosis, type DiagnosePlan } from './options.ts';
import { theSubject } from './subject.ts';
import { diagnosisExitCode } from './sureness.ts';

/** `kubectl envaudit diagnose TARGET`: look for a window, judge, show. Gives the exit code. */
export async function runDiagnose(options: DiagnoseOptions, context: Context): Promise<ExitCode> {
  const plan = planDiagnosis(options);
  requireWritable(options.save, '--save');
  const unused = unusedAccesses(plan.request.allow);
  if (unused.length > 0) {
    context.streams.err(`Note: no stage uses ${unused.join(', ')} yet; allowing it changes nothing.\n`);
  }
  return withCluster(options, context, async (cluster) => {
    if (!options.watch) return once(plan, options, context, cluster);
    const { watch } = await import('./watch.ts');
    return watch(plan, options, context, cluster);
  });
}

async function once(
  plan: DiagnosePlan,
  options: DiagnoseOptions,
  context: Context,
  cluster: Cluster,
): Promise<ExitCode> {
  const { streams, signal } = context;
  const subject = await theSubject({
    cluster,
    target: plan.target,
    container: options.container,
    notice: (line) => streams.err(`${line}\n`),
    signal,
  });
  const { diagnosis, evidence } = await look({ plan, subject, cluster }, context);
  if (signal.aborted) streams.err('Interrupted: judged from what was seen until then.\n');
  if (diagnosis.longerWindow !== undefined) streams.err(`Note: the window was ${windowLength(diagnosis)}.\n`);
  await save(options.save, evidence, context);
  streams.out(await presentDiagnosis(diagnosis, options.output, diagnosisView(options, context)));
  return signal.aborted ? EXIT.interrupted : diagnosisExitCode(diagnosis, options.failOnCause);
}
