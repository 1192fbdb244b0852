import type { Problem } from '../../../../contracts/evidence.ts';
import type { ContainerReport } from '../../../../contracts/report.ts';
import { printableReport } from '../../../printable-report.ts';
import type { Audited, ContainerName } from '../../backend.ts';
import { ON_ROWS, type ListScreenState } from '../../list-screen/state.ts';
import { arrangeRows, emptyTable } from '../../table/table.ts';
import { ENVIRONMENT_TABLE, SIZE_COLUMN, sortOf } from './columns.ts';
import { groupsOf, type Group } from './groups.ts';
import { rowsOf, type Row } from './rows.ts';

export interface EnvironmentState extends ListScreenState<Row> {
  /** Absent when the screen was opened without a container. */
  of?: ContainerName | undefined;
  status: 'asking' | 'shown' | 'cancelled' | { problem: Problem };
  /** What was seen, as it is, to be saved; its container, printable. */
  audited?: Audited;
  report?: ContainerReport | undefined;
  groups: readonly Group[];
  /** Words that a name, or the notes about it, must all have. */
  filter: string;
  /** Keys of the groups that are open. */
  open: ReadonlySet<string>;
}

/** Before anything is known. */
export function emptyEnvironment(of: ContainerName | undefined): EnvironmentState {
  const table = emptyTable(ENVIRONMENT_TABLE, SIZE_COLUMN);
  return { of, status: 'cancelled', groups: [], filter: '', open: new Set(), table, ...ON_ROWS };
}

/** The state with the variables of an audit. */
export function withAudit(state: EnvironmentState, audited: Audited): EnvironmentState {
  const container = audited.report.containers[0];
  const groups = container === undefined ? [] : groupsOf(container);
  // Its lists are long, and in the groups.
  const report =
    container === undefined ? undefined : printableReport({ ...container, variables: [], services: [] });
  const table = { ...state.table, moved: false, settled: false };
  return arranged({ ...state, status: 'shown', audited, report, groups, table });
}

/** The state with its rows made anew, in their own order; what was selected stays selected where it is still there. */
export function arranged(state: EnvironmentState): EnvironmentState {
  const { groups, filter, open, table } = state;
  const rows = rowsOf(groups, { ...sortOf(table.order), filter, open });
  return { ...state, table: { ...arrangeRows(table, rows, ENVIRONMENT_TABLE), settled: true } };
}
