import { variableBytes } from '../../env/bytes.ts';
import { declaredVariables } from '../../env/declared.ts';
import type { LinkTotals } from '../../env/timeline.ts';
import type { ContainerInventory, WorkloadInventory } from '../../contracts/inventory.ts';
import type { ContainerScanReport } from '../../contracts/scan-report.ts';
import { atLimit } from '../figures/environment/cost-model.ts';
import { modelledCost } from '../figures/environment/cost.ts';
import { recogniseRuntime, type RuntimeGuess } from '../figures/environment/runtime.ts';
import { middle } from '../figures/environment/starts.ts';
import type { NamespaceContext } from './context.ts';
import { execProbeReports } from '../figures/environment/probe-cost.ts';
import { headroomOf } from './headroom.ts';
import { TemplateTold } from '../judgement/template-told.ts';
import type { TemplateJudgement } from '../judgement/template.ts';

/** Counts what a container of a workload gets and what that costs, without an opinion. */
export function judgeContainer(
  workload: WorkloadInventory,
  container: ContainerInventory,
  context: NamespaceContext,
): TemplateJudgement {
  const { links, similarity, now } = context;
  const linksOn = hasLinks(workload);
  const runtime = recogniseRuntime({ container });
  const ofImage = context.ofImage(container);
  const names = new Set(declaredVariables(container).variables.keys());
  const declared = { variables: names.size, bytes: declaredBytes(container, names) };
  const injected = injectedInto({ container, linksOn, names, context });
  const variables = injected.nextRestart.variables + declared.variables;
  const costs = injected.floor === true ? undefined : { variables, similarity };
  const { cpuLimit, starts } = container;
  const cost = costs === undefined ? undefined : costOf({ ...costs, runtime, container });
  const { containers: _, ...about } = workload;
  const execProbes = costs === undefined ? [] : execProbeReports({ container, ...costs });
  const headroom = headroomOf({ container, context, linksOn, names, declared, injected, runtime });
  const { oldestStart, nextRestart } = injected;
  const told = new TemplateTold({
    workload: about,
    services: Math.max(0, nextRestart.services - links.withoutLinks().services),
    runtime,
    variables,
    linksOn,
    cpuLimit,
    cost,
    injected: nextRestart,
    headroom,
    execProbes,
    execMeasured: false,
    since: oldestStart === undefined ? 0 : nextRestart.services - oldestStart.services,
    linksDominate: linksOn && nextRestart.variables * 2 >= variables,
    report: {
      name: container.name,
      type: container.type,
      image: container.image,
      runtime: runtime.id,
      cpuLimit,
      running: starts?.count ?? 0,
      injected,
      declared,
      headroom,
      cost,
      execProbes,
    },
  });
  return {
    workload: about,
    told,
    container,
    command: [...container.command, ...container.args],
    similarity,
    seen: {},
    linksOn,
    runtime,
    links,
    declared: names,
    ownServices: workload.selectedBy.length > 0 ? workload.selectedBy : ofImage.services,
    declaredElsewhere: ofImage.declares,
    now,
  };
}

/** Whether the next pod has service links: on where the template says nothing; where nobody saw it, pods tell. */
export function hasLinks({
  enableServiceLinks,
  pods,
}: Pick<WorkloadInventory, 'enableServiceLinks' | 'pods'>): boolean {
  switch (enableServiceLinks) {
    case 'unset':
    case 'true':
      return true;
    case 'false':
      return false;
    case 'unseen':
      return pods.count === 0 || pods.withServiceLinks > 0;
  }
}

function injectedInto(input: {
  container: ContainerInventory;
  linksOn: boolean;
  names: ReadonlySet<string>;
  context: NamespaceContext;
}): ContainerScanReport['injected'] {
  const { container, linksOn, names, context } = input;
  const { links } = context;
  const { starts } = container;
  const at = (time: string): LinkTotals & { at: string } => ({
    at: time,
    ...links.totals({ at: time, without: names }),
  });
  return {
    ...(starts === undefined ? {} : { oldestStart: at(starts.oldest), newestStart: at(starts.newest) }),
    nextRestart: linksOn ? links.totals({ without: names }) : links.withoutLinks({ without: names }),
    ...(linksOn && !links.known ? { floor: true } : {}),
  };
}

function declaredBytes({ env }: ContainerInventory, names: ReadonlySet<string>): number {
  const sizes = new Map(env.map(({ name, bytes }) => [name, bytes]));
  let sum = 0;
  for (const name of names) sum += variableBytes(name, sizes.get(name) ?? 0);
  return sum;
}

function costOf(input: {
  variables: number;
  similarity: number | undefined;
  runtime: RuntimeGuess;
  container: ContainerInventory;
}): ContainerScanReport['cost'] {
  const { runtime, container } = input;
  const of = runtime.id ?? (runtime.wrappers.has('bash') ? 'bash' : undefined);
  // Images that are made from Alpine say so in their tag.
  const musl = /:.*alpine/.test(container.image);
  const model = modelledCost({ ...input, of, musl });
  if (model === undefined) return undefined;
  return { ...model, effectiveMs: atLimit(middle(model.cpuMs), container.cpuLimit) };
}
