import type { Check, CheckedStage, CheckVerdict, StageVerdict } from '../../contracts/diagnosis.ts';
import type { DiagnosisPart, DiagnosisParts, DiagnosisRequest } from '../../contracts/diagnosis-evidence.ts';
import type { Problem } from '../../contracts/evidence.ts';
import { asSentence } from '../words.ts';
import { isHarsher, type Threshold } from '../figures/threshold.ts';
import { thresholdOf, verdictOn, type ThresholdId } from '../figures/thresholds.ts';

/** What a check may read besides the parts that it declares. */
export interface CheckContext {
  request: DiagnosisRequest;
  /** RFC 3339; when the evidence was collected. There is no other clock. */
  collectedAt: string;
}

/**
 * One thing to look at in one stage, as data: what it is called, which parts of the evidence it needs, what its figure is
 * held against, and what it finds there. It sees no other parts, and it is run as soon as those are there.
 */
export interface CheckDefinition<
  Id extends string = string,
  Needs extends DiagnosisPart = DiagnosisPart,
> extends Pick<Check, 'title' | 'scope' | 'method'> {
  /** Stable; people's scripts and the causes name it. */
  id: Id;
  stage: CheckedStage;
  /** The stage is not cleared while this is unknown. */
  decides?: true;
  /**
   * The harshest that its stage becomes by it; absent: `guilty`. `cleared`: it tells about something else (the app, a
   * neighbour) and is no evidence that this stage’s subject is a bottleneck.
   */
  most?: Extract<StageVerdict, 'cleared' | 'suspect'>;
  needs: readonly Needs[];
  /** What its value is held against: its own row, or one of the table where others use it, too; docs/thresholds.md shows both. */
  threshold?: Threshold | ThresholdId;
  /** The command that shows the same by hand. */
  shownBy?: (parts: Pick<DiagnosisParts, Needs>) => { command?: string };
  /** Several findings come out where there are several disks, peers, URLs; none where there is nothing to look at. */
  look: (parts: Pick<DiagnosisParts, Needs>, context: CheckContext) => Finding | readonly Finding[];
}

/** What a check finds; what is not said here is as the definition says. */
export type Finding = (Unknown | Plain | Measured) & About;

type About = Partial<Pick<Check, 'subject' | 'title' | 'scope' | 'command' | 'details'>>;
type Head = Pick<Check, 'id' | 'title' | 'scope' | 'method'>;
type Judged = Omit<Check, 'id' | 'title' | 'scope'>;

/** It could not be seen: a problem of the evidence, or a sentence. */
interface Unknown {
  unknown: Problem | string;
}

/** A verdict that is not that of one number. */
interface Plain extends Pick<Check, 'verdict' | 'reason' | 'measured' | 'value'> {
  /** The row that decided, where the definition has none. */
  threshold?: Threshold | ThresholdId;
}

/** One number, held against the threshold. */
interface Measured {
  /** In the threshold’s unit. */
  value: number;
  /** As people read it. */
  measured: string;
  /** A sentence for each verdict that may come out; a missing one is that of the next milder. */
  reasons: { ok: string; notice?: string; warning?: string; problem?: string };
  /** What the surroundings allow at most, and why in a sentence that takes the reason’s place from there on. */
  cap?: { verdict: CheckVerdict; reason: string } | undefined;
  /** The row that it is held against, where that depends on what was found. */
  threshold?: Threshold | ThresholdId;
}

/** A check as the flow runs it. */
export interface CheckRule<
  Id extends string = string,
  Needs extends DiagnosisPart = DiagnosisPart,
> extends CheckDefinition<Id, Needs> {
  judge: (parts: Pick<DiagnosisParts, Needs>, context: CheckContext) => Check[];
}

/** A check whose id and needs the compiler knows; the table of checks forgets the needs. */
export function defineCheck<const Id extends string, Needs extends DiagnosisPart>(
  definition: CheckDefinition<Id, Needs>,
): CheckRule<Id> {
  const judge: CheckRule<Id, Needs>['judge'] = (parts, context) =>
    [definition.look(parts, context)].flat().map((finding) => ({
      ...headOf(definition),
      ...definition.shownBy?.(parts),
      ...judged(definition, finding),
    }));
  return { ...definition, judge };
}

function headOf({ id, title, scope, method }: Head): Head {
  return { id, title, scope, method };
}

function judged(definition: Pick<CheckDefinition, 'id' | 'threshold'>, finding: Finding): Judged {
  if ('unknown' in finding) return unknown(finding);
  if ('verdict' in finding) {
    const { threshold, ...plain } = finding;
    return {
      details: [],
      ...plain,
      ...(threshold === undefined ? {} : { threshold: thresholdOf(threshold) }),
    };
  }
  const { reasons, cap, value, measured, threshold = definition.threshold, ...about } = finding;
  if (!Number.isFinite(value))
    return unknown({ ...about, unknown: 'The figure that was read is no number.' });
  if (threshold === undefined) throw new TypeError(`The check ${definition.id} has no threshold.`);
  const reached = verdictOn(threshold, value);
  const capped = cap !== undefined && !isHarsher(cap.verdict, reached);
  return {
    details: [],
    ...about,
    value,
    measured,
    verdict: capped ? cap.verdict : reached,
    threshold: thresholdOf(threshold),
    reason: capped ? cap.reason : reasonFor(reached, reasons),
  };
}

function unknown({ unknown: because, ...about }: Unknown & About): Judged {
  const reason = typeof because === 'string' ? because : because.message;
  return { details: [], ...about, verdict: 'unknown', reason: asSentence(reason) };
}

function reasonFor(verdict: CheckVerdict, reasons: Measured['reasons']): string {
  const { ok, notice = ok, warning = notice, problem = warning } = reasons;
  return { unknown: ok, ok, notice, warning, problem }[verdict];
}
