import type { DiagnosisParts } from '../../../contracts/diagnosis-evidence.ts';
import type { ProcessesSample, SampleEvidence } from '../../../contracts/sample-evidence.ts';
import { environmentCost, type EnvironmentCost } from '../../figures/environment/environment-cost.ts';
import type { MainFigures } from '../../figures/container/main-thread.ts';
import { watched, type Watched } from '../../figures/watched.ts';
import type { CheckContext, Finding } from '../define-check.ts';
import { inContainer } from '../../figures/subject.ts';

/** What checks of the app’s processes need. */
export const PROCESSES = ['audit', 'sample'] as const;
type Parts = Pick<DiagnosisParts, (typeof PROCESSES)[number]>;

/** What such a check sees. */
export interface Seen extends Watched {
  sample: SampleEvidence;
  processes: ProcessesSample;
  audit: DiagnosisParts['audit'];
  environment?: EnvironmentCost;
}

/** Looks at the container’s processes; unknown where they were not seen. */
export function atProcesses(look: (seen: Seen, context: CheckContext) => Finding) {
  return ({ audit, sample }: Parts, context: CheckContext): Finding => {
    if (!sample.known) return { unknown: sample.problem };
    const { processes } = sample.value;
    if (!processes.known) return { unknown: processes.problem };
    const environment = environmentCost(audit);
    return look(
      {
        sample: sample.value,
        processes: processes.value,
        audit,
        ...watched(audit, sample.value),
        ...(environment && { environment }),
      },
      context,
    );
  };
}

/** Looks at the main process and its thread; unknown where none was found. */
export function atMain(look: (seen: Seen & { main: MainFigures }, context: CheckContext) => Finding) {
  return atProcesses(({ main, ...seen }, context) =>
    main === undefined
      ? { unknown: 'No process was found that is the application’s own.' }
      : look({ ...seen, main }, context),
  );
}

/** The command that shows the same of the main process by hand. */
export function ofMain(argv: (proc: string) => string[]) {
  return ({ audit, sample }: Parts): { command?: string } => {
    const main = sample.known ? watched(audit, sample.value).main : undefined;
    return main === undefined ? {} : inContainer(audit, argv(`/proc/${main.app.pid}`));
  };
}
