import type { Problem } from '../../../../contracts/evidence.ts';
import type { ContainerReport } from '../../../../contracts/report.ts';
import { printableReport } from '../../../printable-report.ts';
import type { Audited, ContainerName } from '../../backend.ts';
import { LIST_START, selectRow, type ListState } from '../../list.ts';
import type { Around } from '../../screen.ts';
import { groupsOf, type Group } from './groups.ts';
import { rowsOf, type Row, type RowsChoice } from './rows.ts';

export interface EnvironmentState {
  /** Absent when the screen was opened without a container. */
  of?: ContainerName;
  status: 'asking' | 'shown' | 'cancelled' | { problem: Problem };
  /** What was seen, as it is, to be saved; its container, printable. */
  audited?: Audited;
  report?: ContainerReport;
  groups: readonly Group[];
  choice: RowsChoice;
  /** Made when one of the above changes, and not when the selection does. */
  rows: readonly Row[];
  list: ListState;
}

/** Before anything is known. */
export function emptyEnvironment(of: ContainerName | undefined): EnvironmentState {
  return {
    of,
    status: 'cancelled',
    groups: [],
    choice: { sort: 'size', reversed: false, filter: '', open: new Set() },
    rows: [],
    list: LIST_START,
  };
}

/** The state with the variables of an audit. */
export function withAudit(state: EnvironmentState, audited: Audited, around: Around): EnvironmentState {
  const container = audited.report.containers[0];
  const groups = container === undefined ? [] : groupsOf(container);
  // Its lists are long, and in the groups.
  const report =
    container === undefined ? undefined : printableReport({ ...container, variables: [], services: [] });
  const loaded: EnvironmentState = { ...state, status: 'shown', audited, report, groups };
  return withChoice({ ...loaded, list: LIST_START }, {}, around);
}

/** The state with other rows; what was selected stays selected where it is still there. */
export function withChoice(
  state: EnvironmentState,
  change: Partial<RowsChoice>,
  around: Around,
): EnvironmentState {
  const choice = { ...state.choice, ...change };
  const rows = rowsOf(state.groups, choice);
  const before = state.rows[state.list.selected];
  const found = rows.findIndex((row) => row.group === before?.group && row.variable === before.variable);
  const size = { count: rows.length, height: listRows(around) };
  return { ...state, choice, rows, list: selectRow(state.list, found < 0 ? 0 : found, size) };
}

/** Lines above and below the list. */
export const HEAD = 4;
export const FOOT = 3;

/** Lines that the list has. */
export function listRows({ rows }: Around): number {
  return Math.max(1, rows - HEAD - FOOT);
}
