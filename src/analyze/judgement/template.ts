import type { LinkVariable } from '../../env/service-links.ts';
import type { LinkTotals } from '../../env/timeline.ts';
import type { ContainerInventory, ServiceInventory, WorkloadInventory } from '../../contracts/inventory.ts';
import type { SubjectFinding } from '../../contracts/scan-report.ts';
import type { RuntimeGuess } from '../figures/environment/runtime.ts';
import type { Found } from './finding.ts';
import type { Judgement } from './judgement.ts';
import type { TemplateTold } from './template-told.ts';

/** What the Services of a namespace put into a container that starts now, indexed once for all of its workloads. */
export interface NamespaceLinks {
  namespace: string;
  /** False: the Services could not be listed. Then the names of `kubernetes` alone are here, and nothing is certain. */
  known: boolean;
  services: readonly ServiceInventory[];
  /** Every variable of this name; of several one wins at random. Empty: no Service makes it. */
  claims(name: string): readonly LinkVariable[];
  /** Every name once. */
  names(): Iterable<string>;
  /** Names that two or more Services make. */
  shared(): Iterable<string>;
  /** What links put in at a time (RFC 3339; absent: now), without the names that a spec declares. */
  totals(options?: { at?: string | undefined; without?: Iterable<string> }): LinkTotals;
  /** The same with links off: the variables of the Service `kubernetes` of the namespace `default` alone. */
  withoutLinks(options?: { without?: Iterable<string> }): LinkTotals;
}

/** One container of a workload: what the rules of `scan` and `lint` see. */
export interface TemplateJudgement extends Judgement {
  told: TemplateTold;
  workload: Omit<WorkloadInventory, 'containers'>;
  linksOn: boolean;
  runtime: RuntimeGuess;
  container: ContainerInventory;
  links: NamespaceLinks;
  /** Names that the spec declares: those hide service links. Keys of envFrom are among them where they are known. */
  declared: ReadonlySet<string>;
  /** Services that select the workload's pods, by name; where none does, those that select pods of the container's image. */
  ownServices: readonly string[];
  /** Names X_PORT that containers of the same image declare in the namespace, and a workload that does: `deployment/api`. */
  declaredElsewhere: ReadonlyMap<string, string>;
  /** The time of the inventory. */
  now: string;
}

/** What collisions are judged by, of a template or of a container that is audited. */
export interface CollisionSubject extends Pick<
  TemplateJudgement,
  'container' | 'links' | 'linksOn' | 'declared' | 'ownServices' | 'declaredElsewhere' | 'runtime'
> {
  workload: Pick<WorkloadInventory, 'namespace' | 'kind' | 'name' | 'apiVersion' | 'selectedBy'>;
  /** Of an audit: what Services select was not looked at, and these are other names of the app. */
  audited?: { alsoCalled: readonly string[] };
}

/** A rule that holds for audits, too. */
export type CollisionSubjectRule = (input: CollisionSubject) => Found[];

/** A rule about the Services of a namespace; findings name the Service that they are about as their subject. */
export type NamespaceRule = (links: NamespaceLinks) => SubjectFinding[];
