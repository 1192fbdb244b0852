import { isMove } from '../list.ts';
import type { Around, Message, Screen, Step } from '../screen.ts';

/** A screen's step after a message. Of a move the reducer is told which pane it is in: it lays out nothing itself. */
export function stepOf<State>(
  { pane, reduce }: Pick<Screen<State>, 'pane' | 'reduce'>,
  state: State,
  message: Message,
  around: Around,
): Step<State> {
  const moves = message.type === 'action' && isMove(message.action);
  return reduce(state, message, moves ? { ...around, pane: pane?.(state, around) } : around);
}
