import type { Evidence } from '../../../contracts/evidence.ts';
import { judge } from '../judge.ts';
import { atLimit, modelCpuMs, COSTS, type CostOf } from './cost-model.ts';
import { linkVariables, type ContainerJudgement } from '../audited.ts';
import { memoised } from '../memoised.ts';
import { middle } from './starts.ts';

/** What the environment of the container is, and what it costs whoever hands it on. */
export interface EnvironmentCost {
  judgement: ContainerJudgement;
  /** Whether the variables were counted in the container, or can be told from the Services. */
  known: boolean;
  variables: number;
  /** Those from Services, gone ones included. */
  links: number;
  /** One child process; absent where nothing was timed and the model knows nothing of the runtime. */
  child?: ChildCost;
}

export interface ChildCost {
  /** CPU time in ms; the middle of {@link ChildCost.range} where it is an estimate of the model. */
  cpuMs: number;
  range?: [number, number];
  /** What it takes at the CPU limit. */
  effectiveMs: number;
  /** `timed`: in this container. `sampled`: reckoned in this container from some of its variables. `estimated`: by the model. */
  basis: 'timed' | 'sampled' | 'estimated';
  /** The same CPU time if the service links were not there. */
  withoutLinksMs: number;
}

/** Judges the audit once, however many checks ask; undefined where it holds no container. */
export const environmentCost = memoised((audit: Evidence): EnvironmentCost | undefined => {
  const [subject] = audit.containers;
  if (subject === undefined) return undefined;
  const judgement = judge(subject, audit);
  const { variables, prediction } = judgement;
  const links = Math.min(variables, linkVariables(judgement));
  const child = childCost(judgement, links);
  return {
    judgement,
    known: subject.probe.known || prediction.complete,
    variables,
    links,
    child,
  };
});

function childCost(judgement: ContainerJudgement, links: number): ChildCost | undefined {
  const { operation, cost } = judgement;
  const { model, cpuLimit } = cost;
  const cpuMs = operation?.cpuMs ?? (model === undefined ? undefined : middle(model.cpuMs));
  if (cpuMs === undefined) return undefined;
  return {
    cpuMs,
    effectiveMs: atLimit(cpuMs, cpuLimit),
    basis: operation === undefined ? 'estimated' : operation.kind === 'estimate' ? 'sampled' : 'timed',
    withoutLinksMs: withoutLinks(judgement, cpuMs, links),
    ...(operation === undefined && model !== undefined ? { range: model.cpuMs } : {}),
  };
}

/** By the model's shape for this runtime; where it has none, in proportion, which is the least that links can cost. */
function withoutLinks(
  { runtime, variables, similarity }: ContainerJudgement,
  cpuMs: number,
  links: number,
): number {
  if (variables === 0) return cpuMs;
  const id = runtime.id ?? '';
  const rest = variables - links;
  if (!Object.hasOwn(COSTS, id)) return cpuMs * (rest / variables);
  const at = (count: number): number =>
    middle(modelCpuMs({ of: id as CostOf, variables: count, similarity }));
  return cpuMs * Math.min(1, at(rest) / at(variables));
}
