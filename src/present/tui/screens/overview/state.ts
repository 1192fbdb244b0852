import type { Problem } from '../../../../contracts/evidence.ts';
import type { ScanReport } from '../../../../contracts/scan-report.ts';
import type { ListScreenState } from '../../list-screen/state.ts';
import type { PodChanges } from '../pod-changes.ts';
import type { NamespaceRow } from './rows.ts';

export interface OverviewState extends ListScreenState<NamespaceRow> {
  live: PodChanges;
  report?: ScanReport | undefined;
  /** Why there is no scan. */
  problem?: Problem | undefined;
  /** When the rows were last made: what is told of the last minutes is told anew from time to time. */
  madeAt: number;
}
