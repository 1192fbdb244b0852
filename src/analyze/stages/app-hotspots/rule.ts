import type { Check, CheckVerdict } from '../../../contracts/diagnosis.ts';
import type { ContainerEvidence, Evidence } from '../../../contracts/evidence.ts';
import type { ProcessesSample, SampleEvidence } from '../../../contracts/sample-evidence.ts';
import { unknownCheck, type CheckBase } from '../check-of.ts';
import { checkRule, type CheckRule } from '../check-rule.ts';
import type { CheckContext } from '../define-check.ts';
import { mainFigures, type MainFigures } from './main-thread-figures.ts';

/** What a check of the app sees: the sample, with its processes. */
export interface Looked {
  sample: SampleEvidence;
  processes: ProcessesSample;
  audit: Evidence;
  subject: ContainerEvidence | undefined;
  base: CheckBase;
  context: CheckContext;
}

/** A rule of stage 4 over the container's processes; unknown where they were not seen. */
export function processRule(head: CheckBase, judge: (looked: Looked) => Check): CheckRule {
  return checkRule({
    stage: 'app-hotspots',
    needs: ['audit', 'sample'],
    judge: ({ audit, sample }, context) => {
      if (!sample.known) return [unknownCheck(head, sample.problem)];
      const { processes } = sample.value;
      if (!processes.known) return [unknownCheck(head, processes.problem)];
      const [subject] = audit.containers;
      return [
        judge({ sample: sample.value, processes: processes.value, audit, subject, base: head, context }),
      ];
    },
  });
}

/** The same over the main process and its thread. */
export function mainRule(
  head: CheckBase,
  judge: (looked: Looked & { figures: MainFigures }) => Check,
): CheckRule {
  return processRule(head, (looked) => {
    const figures = mainFigures(looked.sample);
    if (figures === undefined) {
      return unknownCheck(head, 'No process was found that is the application’s own.');
    }
    return judge({ ...looked, figures });
  });
}

/** A verdict, but no harsher than a notice: worth knowing, explains no slowness by itself. */
export function atMostNotice(verdict: CheckVerdict): CheckVerdict {
  return verdict === 'warning' || verdict === 'problem' ? 'notice' : verdict;
}
