import {
  STAGES,
  type Check,
  type CheckedStage,
  type Diagnosis,
  type StageId,
  type StageReport,
} from '../../../../contracts/diagnosis.ts';
import type { DiagnosisEvidence, DiagnosisPart } from '../../../../contracts/diagnosis-evidence.ts';
import type { Problem } from '../../../../contracts/evidence.ts';
import type { Timing } from '../../../diagnosis/time-left.ts';
import { VERDICTS_BY_WEIGHT } from '../../../diagnosis/words.ts';
import type { ContainerName, DiagnoseChoice } from '../../backend.ts';
import type { StageStatus } from './words.ts';

export const PANES = ['path', 'items', 'detail'] as const;
/** The stages; what there is in one; all about one thing of it. */
export type Pane = (typeof PANES)[number];

export interface FlowState {
  /** Absent when the screen was opened without a container. */
  of?: ContainerName;
  choice: DiagnoseChoice;
  run: Run;
  stages: Record<CheckedStage, StageState>;
  /** Parts of the evidence that were asked for, and of these those that have arrived or could not be had. */
  parts: readonly DiagnosisPart[];
  arrived: readonly DiagnosisPart[];
  /** What each stage needs of the parts. */
  needs: Partial<Record<CheckedStage, readonly DiagnosisPart[]>>;
  /** What it came to, printable; and what it rests on, as it is, to be saved. */
  diagnosis?: Diagnosis;
  evidence?: DiagnosisEvidence;
  place: Place;
}

/** Times are milliseconds since the epoch. */
export type Run =
  | { status: 'running'; startedAt: number; timing?: Timing | undefined }
  | { status: 'finished'; tookMs?: number }
  | { status: 'cancelled' }
  | { status: 'failed'; problem: Problem };

/** Checks and reports are printable; checks stand in the order of {@link worstFirst}. */
export interface StageState {
  asked: boolean;
  checks: readonly Check[];
  report?: StageReport;
}

/** Where one is on the screen. */
export interface Place {
  stage: StageId;
  pane: Pane;
  /** Key of what is selected in the stage; while there is no such thing, the first one is. */
  item?: string;
  /** Lines that the detail pane is scrolled by. */
  scroll: number;
}

export const CHECKED_STAGES = STAGES.filter((stage): stage is CheckedStage => stage !== 'root-cause');

/** The stages before anything came. */
export function freshStages(asked: readonly StageId[] = STAGES): FlowState['stages'] {
  const fresh = (stage: CheckedStage): StageState => ({ asked: asked.includes(stage), checks: [] });
  return {
    'host-resources': fresh('host-resources'),
    'app-limits': fresh('app-limits'),
    'dependency-services': fresh('dependency-services'),
    'app-hotspots': fresh('app-hotspots'),
  };
}

/** How a stage stands, as a word of STAGE_WORDS. */
export function statusOf({ run, stages, diagnosis }: FlowState, stage: StageId): StageStatus {
  const going = run.status === 'running';
  if (stage === 'root-cause') {
    if (diagnosis === undefined) return going ? 'waiting' : 'stopped';
    const { cause, confidence } = diagnosis.rootCause;
    if (cause !== undefined) return confidence === 'possible' ? 'possible' : 'found';
    return diagnosis.stages.some(({ verdict }) => verdict === 'unknown') ? 'unknown' : 'nothing found';
  }
  const { asked, checks, report } = stages[stage];
  if (report !== undefined) return report.verdict;
  if (!asked) return 'skipped';
  if (!going) return 'stopped';
  return checks.length === 0 ? 'waiting' : 'running';
}

/** What tells a check from all others of its diagnosis. */
export function checkKey({ id, subject }: Pick<Check, 'id' | 'subject'>): string {
  return subject === undefined ? id : `${id} ${subject}`;
}

/** The checks with what needs attention first; otherwise in their own order. */
export function worstFirst(checks: readonly Check[]): Check[] {
  return checks.toSorted((left, right) => placeOf(left) - placeOf(right));
}

function placeOf({ verdict }: Check): number {
  return VERDICTS_BY_WEIGHT.indexOf(verdict);
}
