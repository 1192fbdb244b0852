import { TemplateTold } from '../../src/analyze/judgement/template-told.ts';
import type { TemplateJudgement } from '../../src/analyze/judgement/template.ts';
import { recogniseRuntime } from '../../src/analyze/figures/environment/runtime.ts';
import { declaredVariables } from '../../src/env/declared.ts';
import { linkIndex } from '../../src/env/link-index.ts';
import type { ServiceEvidence } from '../../src/contracts/evidence.ts';
import type {
  ContainerInventory,
  ServiceInventory,
  WorkloadInventory,
} from '../../src/contracts/inventory.ts';
import { service } from '../env/services.ts';

/** A container of a workload written short: a Deployment `shop/app`, changed where a test says so. */
export interface Template {
  namespace?: string;
  /** Names of Services with one port, or whole ones; undefined: they could not be listed. */
  services?: readonly (string | ServiceEvidence)[] | undefined;
  container?: Partial<ContainerInventory>;
  workload?: Partial<WorkloadInventory>;
  linksOn?: boolean;
}

export const MASTER = service('kubernetes', '10.96.0.1', 'https:443');

export function linksOf({ namespace = 'shop', ...template }: Template) {
  const services = 'services' in template ? template.services : [];
  return linkIndex({
    namespace,
    services:
      services === undefined
        ? { known: false, problem: { code: 'forbidden', message: 'may not list services' } }
        : { known: true, value: services.map(serviceInventory) },
    kubernetesService: { known: true, value: MASTER },
  });
}

export function templateOf(template: Template): TemplateJudgement & { workload: WorkloadInventory } {
  const { namespace = 'shop', linksOn = true } = template;
  const container: ContainerInventory = {
    name: 'app',
    type: 'container',
    image: 'registry.example:5000/team/app:1',
    command: [],
    args: [],
    env: [],
    envFrom: [],
    execProbes: [],
    position: 0,
    ...template.container,
  };
  const workload = {
    namespace,
    kind: 'deployment',
    name: 'app',
    apiVersion: 'apps/v1',
    enableServiceLinks: linksOn ? ('unset' as const) : ('false' as const),
    containers: [container],
    pods: { count: 1, withServiceLinks: 1 },
    selectedBy: [],
    ...template.workload,
  };
  const runtime = recogniseRuntime({ container });
  const injected = { variables: 0, bytes: 0, services: 0 };
  const headroom = { limitBytes: 1, nextRestart: { bytes: 0, percent: 0 }, moreServices: 0 };
  const told = new TemplateTold({
    workload,
    services: 0,
    runtime,
    variables: 0,
    linksOn,
    injected,
    headroom,
    execProbes: [],
    execMeasured: false,
    since: 0,
    linksDominate: linksOn,
    report: {
      name: container.name,
      type: container.type,
      image: container.image,
      running: 0,
      injected: { nextRestart: injected },
      declared: { variables: 0, bytes: 0 },
      headroom,
      execProbes: [],
    },
  });
  return {
    workload,
    told,
    container,
    command: [...container.command, ...container.args],
    seen: {},
    linksOn,
    runtime,
    links: linksOf(template),
    declared: new Set(declaredVariables(container).variables.keys()),
    ownServices: template.workload?.selectedBy ?? [],
    declaredElsewhere: new Map(),
    now: '2026-03-01T00:00:00Z',
  };
}

function serviceInventory(each: string | ServiceEvidence, index: number): ServiceInventory {
  const evidence = typeof each === 'string' ? service(each, `10.96.1.${index + 1}`, 'http:8080') : each;
  return { ...evidence, type: 'ClusterIP' };
}
