import type { ContainerEvidence, Evidence } from '../../contracts/evidence.ts';
import { declaredVariables } from '../../env/declared.ts';
import { attribute, originTotals } from '../../env/origins.ts';
import { predictForPod } from '../../env/prediction.ts';
import { markUnresolved } from '../../env/unresolved.ts';
import type { ContainerJudgement } from './audited.ts';
import { nameSimilarity } from './environment/cost-model.ts';
import { costReport } from './environment/cost.ts';
import { countReport } from './environment/count.ts';
import { differencesReport } from './environment/differences.ts';
import { headroomReport } from './environment/headroom.ts';
import { recogniseRuntime } from './environment/runtime.ts';

/** Counts, attributes and measures, without an opinion: what the rules see. */
export function judge(
  seen: ContainerEvidence,
  evidence: Pick<Evidence, 'services' | 'collectedAt'>,
): ContainerJudgement {
  const environment = seen.probe.known ? seen.probe.value.exec : undefined;
  const prediction = predictForPod(evidence.services, seen.pod);
  const env = markUnresolved(seen.container.env, prediction, environment);
  const subject = { ...seen, container: { ...seen.container, env } };
  const declared = declaredVariables(subject.container);
  const attribution = attribute({
    prediction,
    declared,
    environment,
    enableServiceLinks: subject.pod.enableServiceLinks,
    startedAt: subject.container.startedAt,
  });
  const origins = originTotals(attribution, environment?.bytes);
  const variables = environment?.count ?? attribution.variables.length;
  const similarity = nameSimilarity(attribution.variables.map(({ name }) => name));
  const runtime = recogniseRuntime(subject);
  const count = countReport({ subject, declared, prediction, attribution });
  const { cost, operation } = costReport({ subject, runtime, variables, similarity });
  return {
    subject,
    collectedAt: evidence.collectedAt,
    declared,
    prediction,
    attribution,
    runtime,
    count,
    origins,
    differences: differencesReport({ prediction, attribution, declared }),
    cost,
    headroom: headroomReport({ subject, count, origins, prediction, attribution, declared, runtime }),
    operation,
    variables,
    similarity,
  };
}
