import type { Problem } from '../../../../contracts/evidence.ts';
import type { Audited, ContainerName } from '../../backend.ts';

export interface ProbeState {
  /** Absent when the screen was opened without a container. */
  of?: ContainerName;
  /** The newest measurement, and when it came. */
  audited?: Audited;
  at: number;
  /** How the last attempt ended, if not with figures. */
  ended?: 'cancelled' | { problem: Problem };
  scroll: number;
}
