import { execSymptom } from '../../figures/environment/exec-limit.ts';
import { execLimitLine, restartLine } from '../../judgement/lines.ts';
import { linkServices, linksDominate } from '../../figures/audited.ts';
import type { Audited } from '../../judgement/audit-told.ts';
import type { Rule } from '../../judgement/judgement.ts';
import {
  disableServiceLinks,
  fewerServices,
  smallEnvironment,
  splitNamespaces,
} from '../../judgement/mends.ts';
import { sentence, shareClause } from '../../judgement/sentences.ts';
import { finding } from '../../judgement/finding.ts';

/** Nothing can be started in the container any more, or it cannot start itself. */
export const execImpossible: Rule<Audited> = ({ audit: input }) => {
  const symptom = execSymptom(input);
  if (symptom === undefined) return undefined;
  const { subject, runtime } = input;
  const links = linksDominate(input);
  return finding('exec-impossible', 'critical', {
    message: sentence(symptom, shareClause(input)),
    evidence: [{ text: sentence(symptom) }, execLimitLine(input), restartLine(input)],
    mends: links
      ? [disableServiceLinks(subject), fewerServices(subject, linkServices(input)), splitNamespaces()]
      : [smallEnvironment(runtime)],
  });
};
