import type { Declared } from '../../env/declared.ts';
import type { Attribution } from '../../env/origins.ts';
import type { Prediction } from '../../env/prediction.ts';
import type { ContainerEvidence, Evidence } from '../../contracts/evidence.ts';
import type {
  CostReport,
  CountReport,
  DifferencesReport,
  HeadroomReport,
  OriginsReport,
} from '../../contracts/report.ts';
import type { Operation } from './environment/cost.ts';
import type { RuntimeGuess } from './environment/runtime.ts';

/** Everything that the rules judge: one container, counted and attributed, but without an opinion. */
export interface ContainerJudgement {
  subject: ContainerEvidence;
  collectedAt: Evidence['collectedAt'];
  declared: Declared;
  prediction: Prediction;
  attribution: Attribution;
  runtime: RuntimeGuess;
  count: CountReport;
  origins: OriginsReport;
  differences: DifferencesReport;
  cost: CostReport;
  headroom: HeadroomReport;
  /** The operation that the cost verdict rests on; undefined where nothing was timed. */
  operation: Operation | undefined;
  /** Variables in the container; where it was not asked, those that are certain. */
  variables: number;
  /** From 0 to 1, see cost-model.ts. */
  similarity: number | undefined;
}

/** Variables that service links brought, those of Services that are gone included. */
export function linkVariables({ origins }: Pick<ContainerJudgement, 'origins'>): number {
  return origins['service-link'].variables + origins.ghost.variables;
}

/** Services whose links the container has, or would have; `kubernetes`, which always comes, not counted. */
export function linkServices({ count, origins }: Pick<ContainerJudgement, 'count' | 'origins'>): number {
  return Math.max(0, count.predicted.now.services - (origins.kubernetes.variables > 0 ? 1 : 0));
}

/** Whether service links are the larger part of the environment: only then they are to blame. */
export function linksDominate(input: Pick<ContainerJudgement, 'origins' | 'variables'>): boolean {
  return linkVariables(input) * 2 >= input.variables && linkVariables(input) > 0;
}
