import type { Problem } from '../../../../contracts/evidence.ts';
import type { ScanReport } from '../../../../contracts/scan-report.ts';
import type { ListScreenState } from '../../list-screen/state.ts';
import type { PodChanges } from '../pod-changes.ts';
import type { WorkloadRow } from './columns.ts';

export interface WorkloadsState extends ListScreenState<WorkloadRow> {
  /** Of this namespace; undefined: of all. */
  namespace: string | undefined;
  /** The one that `all-namespaces` goes back to. */
  home: string;
  live: PodChanges;
  report?: ScanReport | undefined;
  /** Why there is no scan. */
  problem?: Problem | undefined;
  /** When the rows were last made: what is told of the last minutes is told anew from time to time. */
  madeAt: number;
}
