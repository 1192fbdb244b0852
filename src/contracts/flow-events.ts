/**
 * What happens while the documented flow runs. The terminal UI is a reducer over these events; the plain progress
 * output prints from the same ones. They come from `flow/`, in this order: `started`, then the others, then `finished`.
 */
import type { CheckedStage, Check, Diagnosis, StageId, StageReport } from './diagnosis.ts';
import type { DiagnosisEvidence, DiagnosisPart } from './diagnosis-evidence.ts';

export type FlowEvent =
  | {
      type: 'started';
      target: string;
      namespace: string;
      pod: string;
      container: string;
      stages: StageId[];
      /** What is looked at for them. */
      parts?: DiagnosisPart[];
      /** What each stage needs of that. */
      needs?: Partial<Record<CheckedStage, DiagnosisPart[]>>;
      /** How long it will take, about; after `mostMs` nothing is waited for. */
      expectedMs: number;
      mostMs?: number;
    }
  /**
   * The container is being watched, from now on for so long, in milliseconds; or, with `longer`, the window has shown too
   * little to judge by, and goes on until so long after its beginning at most.
   */
  | { type: 'window'; ms: number; longer?: true }
  /** A part of the evidence has arrived, or will not. */
  | { type: 'part'; part: DiagnosisPart; known: boolean }
  /** A check was judged, because all that it needs is there. */
  | { type: 'check'; stage: CheckedStage; check: Check }
  /** All checks of a stage were judged. */
  | { type: 'stage'; report: StageReport }
  | { type: 'finished'; diagnosis: Diagnosis; evidence: DiagnosisEvidence };
