import type { Action } from './keys.ts';

/** Which row of a list is selected, and which one is the first that is seen. */
export interface ListState {
  selected: number;
  top: number;
}

export interface ListSize {
  /** Rows of the list. */
  count: number;
  /** Lines of the screen that it has. */
  height: number;
}

/** A part of the screen that scrolls: its lines, and how many of them are seen at once. */
export interface Pane {
  lines: number;
  rows: number;
}

export const LIST_START: ListState = { selected: 0, top: 0 };

/** The list after a move; all other actions leave it as it is. What is selected is always seen. */
export function moveList(list: ListState, action: Action, size: ListSize): ListState {
  const page = Math.max(1, size.height - 1);
  const moves: Partial<Record<Action, number>> = {
    up: list.selected - 1,
    down: list.selected + 1,
    'page-up': list.selected - page,
    'page-down': list.selected + page,
    top: 0,
    bottom: size.count - 1,
  };
  const selected = moves[action];
  return selected === undefined ? list : selectRow(list, selected, size);
}

/** How far a pane is scrolled after an action; views clamp it where the pane has become shorter meanwhile. */
export function scrollBy(scroll: number, action: Action, { lines, rows }: Pane): number {
  const count = Math.max(0, lines - Math.max(1, rows)) + 1;
  const from = { selected: Math.min(scroll, count - 1), top: 0 };
  return moveList(from, action, { count, height: rows }).selected;
}

/** Whether an action moves in a list or a pane. */
export function isMove(action: Action): boolean {
  return MOVES.has(action);
}

const MOVES: ReadonlySet<Action> = new Set(['up', 'down', 'page-up', 'page-down', 'top', 'bottom']);

/** The list with this row selected, or the nearest that there is. */
export function selectRow(list: ListState, row: number, { count, height }: ListSize): ListState {
  const lines = Math.max(1, height);
  const selected = Math.max(0, Math.min(row, count - 1));
  const lowest = Math.max(0, count - lines);
  const top = Math.max(0, Math.min(Math.max(list.top, selected - lines + 1), selected, lowest));
  return selected === list.selected && top === list.top ? list : { selected, top };
}
