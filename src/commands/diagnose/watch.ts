import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from '../../collect/cluster/cluster.ts';
import type { Diagnosis } from '../../contracts/diagnosis.ts';
import { EnvauditError, EXIT, toProblem, type ExitCode } from '../../errors.ts';
import { presentError } from '../../present/error.ts';
import type { Context } from '../context.ts';
import { look } from './look.ts';
import type { DiagnoseOptions } from './command.ts';
import type { DiagnosePlan } from './options.ts';
import { theSubject } from './subject.ts';
import { showerOf } from './watch-output.ts';

/**
 * One diagnosis after the other until Ctrl-C. The target is looked up for each, so that a workload is followed through a
 * rollout; when that fails after the first time, it is told and tried again after a window.
 * @throws EnvauditError what keeps the first one from being made.
 */
export async function watch(
  plan: DiagnosePlan,
  options: DiagnoseOptions,
  context: Context,
  cluster: Cluster,
): Promise<ExitCode> {
  const { streams, signal } = context;
  const show = await showerOf(options, context);
  const notice = onceEach((line) => streams.err(`${line}\n`));
  const { target } = plan;
  let shown: Diagnosis | undefined;
  while (!signal.aborted) {
    try {
      const subject = await theSubject({ cluster, target, container: options.container, notice, signal });
      const { diagnosis } = await look({ plan, subject, cluster }, context);
      // Half a window would look like a change.
      if (signal.aborted && shown !== undefined) break;
      await show(diagnosis, shown);
      shown = diagnosis;
    } catch (error) {
      if (signal.aborted && shown !== undefined) break;
      if (shown === undefined || !(error instanceof EnvauditError)) throw error;
      notice((await presentError(toProblem(error), { color: streams.color.err })).trimEnd());
      await sleep(plan.request.windowMs, undefined, { signal }).catch(() => undefined);
    }
  }
  return EXIT.interrupted;
}

/** Tells a line only when it is another one than before. */
function onceEach(tell: (line: string) => void): (line: string) => void {
  let last: string | undefined;
  return (line) => {
    if (line !== last) tell(line);
    last = line;
  };
}
