import { STAGES } from '../../../../contracts/diagnosis.ts';
import type { Action } from '../../keys.ts';
import { moveList, scrollBy } from '../../list.ts';
import type { Around } from '../../screen.ts';
import { itemsOf, selectedItem } from './items.ts';
import { PANES, type FlowState } from './state.ts';

/** The state after a move; the same state where there is nothing to move to. */
export function move(state: FlowState, action: Action, around: Around): FlowState {
  return (MOVES[action] ?? withinPane)(state, action, around);
}

type Move = (state: FlowState, action: Action, around: Around) => FlowState;

const deeper: Move = (state) => toPane(state, PANES.indexOf(state.place.pane) + 1);
const higher: Move = (state) => toPane(state, PANES.indexOf(state.place.pane) - 1);

const MOVES: Partial<Record<Action, Move>> = {
  right: deeper,
  enter: deeper,
  left: higher,
  back: higher,
  'next-pane': (state) => toPane(state, (PANES.indexOf(state.place.pane) + 1) % PANES.length),
  evidence: (state) => toPane(state, PANES.indexOf(state.place.pane === 'detail' ? 'items' : 'detail')),
};

/** The place, made valid again after what is on the screen changed: a stage that has nothing is not entered. */
export function settled(state: FlowState): FlowState {
  const { place } = state;
  return place.pane === 'path' || hasItems(state)
    ? state
    : { ...state, place: { ...place, pane: 'path', scroll: 0 } };
}

function withinPane(state: FlowState, action: Action, { pane }: Around): FlowState {
  const { place } = state;
  if (pane === undefined) return state;
  if (place.pane === 'detail') {
    const scroll = scrollBy(place.scroll, action, pane);
    return scroll === place.scroll ? state : { ...state, place: { ...place, scroll } };
  }
  if (place.pane === 'path') {
    const from = Math.max(0, STAGES.indexOf(place.stage));
    const stage = STAGES[moved(from, action, STAGES.length, pane.rows)] ?? place.stage;
    return stage === place.stage ? state : { ...state, place: { stage, pane: 'path', scroll: 0 } };
  }
  const items = itemsOf(state, place.stage);
  const item = items[moved(selectedItem(state, items).index, action, items.length, pane.rows)]?.key;
  return item === place.item ? state : { ...state, place: { ...place, item, scroll: 0 } };
}

function moved(selected: number, action: Action, count: number, height: number): number {
  return moveList({ selected, top: 0 }, action, { count, height }).selected;
}

/** Panes of a stage that has nothing yet are not entered. */
function toPane(state: FlowState, index: number): FlowState {
  const pane = PANES[index];
  if (pane === undefined || pane === state.place.pane || (pane !== 'path' && !hasItems(state))) return state;
  return { ...state, place: { ...state.place, pane, scroll: 0 } };
}

function hasItems(state: FlowState): boolean {
  return itemsOf(state, state.place.stage).length > 0;
}
