import { diagnose } from '../../analyze/stages/index.ts';
import { STAGES } from '../../contracts/diagnosis.ts';
import type { DiagnosisEvidence } from '../../contracts/diagnosis-evidence.ts';
import type { ExitCode } from '../../errors.ts';
import { presentDiagnosis } from '../../present/diagnosis/index.ts';
import type { Context } from '../context.ts';
import type { DisplayOptions } from '../output-options.ts';
import { diagnosisView } from './view.ts';
import { diagnosisExitCode, type Sureness } from './sureness.ts';

/** Judges what `diagnose --save` wrote again, in the stages that were asked for then. Gives the exit code. */
export async function diagnoseAgain(
  evidence: DiagnosisEvidence,
  options: DisplayOptions & { failOnCause: Sureness | undefined },
  context: Context,
): Promise<ExitCode> {
  const asked = evidence.request.stages;
  const stages = STAGES.filter((stage) => asked?.includes(stage) ?? true);
  const diagnosis = diagnose(evidence, stages);
  context.streams.out(await presentDiagnosis(diagnosis, options.output, diagnosisView(options, context)));
  return diagnosisExitCode(diagnosis, options.failOnCause);
}
