import { countLine, cpuLimitLine, linksLine, servicesLine, timingLines } from '../../judgement/lines.ts';
import { linkServices, linksDominate } from '../../figures/audited.ts';
import type { Audited } from '../../judgement/audit-told.ts';
import type { Rule } from '../../judgement/judgement.ts';
import {
  asynchronousExec,
  disableServiceLinks,
  fewerServices,
  smallEnvironment,
} from '../../judgement/mends.ts';
import { costClause, sentence, shareClause } from '../../judgement/sentences.ts';
import { capped, severityOn } from '../../severity.ts';
import { finding } from '../../judgement/finding.ts';

/** The verdict on what was timed: T of one child process or pass over the environment. */
export const slowEnvironment: Rule<Audited> = ({ audit: input }) => {
  const { subject, operation, runtime } = input;
  if (operation === undefined) return undefined;
  const severity = capped(severityOn('spawn', operation.effectiveMs), runtime.id);
  // Below some hundred variables it is not the environment that is slow.
  if (severity === 'ok' || input.variables < 500) return undefined;
  const links = linksDominate(input);
  const byLinks = links ? [disableServiceLinks(subject)] : [];
  const byServices = links ? [fewerServices(subject, linkServices(input))] : [];
  return finding('slow-environment', severity, {
    message: sentence(costClause(input), shareClause(input)),
    evidence: [
      ...timingLines(input),
      countLine(input),
      servicesLine(input),
      linksLine(input),
      cpuLimitLine(input),
    ],
    mends: [
      ...byLinks,
      smallEnvironment(runtime),
      ...(runtime.id === 'node' ? [asynchronousExec()] : []),
      ...byServices,
    ],
  });
};
