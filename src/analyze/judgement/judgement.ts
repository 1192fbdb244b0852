import type { LinkTotals } from '../../env/timeline.ts';
import type { EvidenceLine, Mend } from '../../contracts/report.ts';
import type { ContainerScanReport, ExecProbeReport } from '../../contracts/scan-report.ts';
import type { ContainerInventory } from '../../contracts/inventory.ts';
import { specList } from '../command.ts';
import type { RuntimeGuess } from '../figures/environment/runtime.ts';
import type { Found } from './finding.ts';

/** A rule: the findings on what is judged. One about {@link Judgement} holds for audits and for templates alike. */
export type Rule<Judged extends Judgement = Judgement> = (
  judged: Judged,
) => Found | readonly Found[] | undefined;

/** One container, counted but without an opinion: one that was audited, or one of a template, of which less is known. */
export interface Judgement {
  /** For closures that make words: they keep no more than that. */
  told: Told;
  container: Pick<ContainerInventory, 'type' | 'position'>;
  /** Command and arguments of the spec; empty where the image decides. */
  command: readonly string[];
  /** How alike the names begin, see `nameSimilarity`. */
  similarity?: number | undefined;
  /** What only a look at the container tells; of a template nothing. */
  seen: {
    /** Whether something was timed in it: then its cost is no matter of estimates. */
    timed?: boolean;
    /** That nothing can be started in it, see `execSymptom`. */
    symptom?: string | undefined;
    /** Use of the exec limit now; what else runs of a template is told, but not judged. */
    execUse?: { percent: number };
    /** What its start took, in ms. */
    startMs?: number | undefined;
  };
}

/** What a container gets and what that costs. */
export interface Figures {
  runtime: RuntimeGuess;
  /** Variables in the container; of a template those of its next start, a floor as in its report. */
  variables: number;
  linksOn: boolean;
  /** In cores. */
  cpuLimit?: number | undefined;
  /** What the model says of one child process, where nothing was timed. */
  cost?: { cpuMs: [number, number]; what: string } | undefined;
  /** At the next start. */
  injected: LinkTotals;
  headroom: ContainerScanReport['headroom'];
  execProbes: readonly ExecProbeReport[];
  /** The container runtime's part of an exec was measured. */
  execMeasured: boolean;
  /** Services that came since its start. */
  since: number;
  /** Whether service links are the larger part of the environment: only then they are to blame. */
  linksDominate: boolean;
}

/** The figures, and how they are said: differently of an audit and of a template. */
export interface Told extends Figures {
  /** Whose the figures of now are: `the oldest running container`. */
  holder: string;
  /** `16,008 of 16,020 variables are service links from 2,001 Services`. */
  share(): string;
  /** How many variables and Services there are. */
  countLines(): Lines;
  /** What the next start brings, beside what runs. */
  nextLines(): Lines;
  linksLine(): EvidenceLine;
  cpuLimitLine(): EvidenceLine | undefined;
  execLimitLine(): EvidenceLine;
  /** What an exec costs, and how to time one. */
  execLine(): EvidenceLine;
  /** How long the start took. */
  startLines(): Lines;
  /** `enableServiceLinks: false`. */
  switchOff(): Mend;
  fewerServices(): Mend;
  /** The same two, where links are to blame. */
  offIfToBlame(): Mend[];
  fewerIfToBlame(): Mend[];
}

/** What tells of figures: it has them, and blames links only where they dominate. */
export abstract class Teller {
  declare readonly linksDominate: boolean;

  constructor(figures: Figures) {
    Object.assign(this, figures);
  }

  abstract switchOff(): Mend;
  abstract fewerServices(): Mend;

  offIfToBlame(): Mend[] {
    return this.linksDominate ? [this.switchOff()] : [];
  }

  fewerIfToBlame(): Mend[] {
    return this.linksDominate ? [this.fewerServices()] : [];
  }
}

/** The same, for classes that have these figures. */
export function tellerOf<Own extends Figures>(): abstract new (figures: Own) => Teller & Own {
  return Teller as abstract new (figures: Own) => Teller & Own;
}

export type Lines = readonly (EvidenceLine | undefined)[];

/** The path of a container's field below the pod template's `spec`. */
export function fieldOf(
  { type, position }: Judgement['container'],
  ...rest: (string | number)[]
): (string | number)[] {
  return [specList(type), position, ...rest];
}
