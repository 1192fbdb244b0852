import type { ReactNode } from 'react';
import { pageOf } from '../../components/panes.ts';
import { TextLines } from '../../components/text-lines.tsx';
import { scrollBy } from '../../list.ts';
import type { Around, Message, Screen, ScreenId, Step } from '../../screen.ts';
import { helpLines, moreLine } from './lines.ts';

export interface HelpState {
  /** On which screen it was asked for. */
  about?: ScreenId;
  /** Lines that it is scrolled by. */
  scroll: number;
}

/** All keys, commands, words and colours, from the tables that the screens themselves use. */
export const help: Screen<HelpState> = {
  id: 'help',
  title: () => 'help',
  open: ({ about }) => ({ state: { about, scroll: 0 } }),
  reduce,
  View: ({ state, around }: { state: HelpState; around: Around }): ReactNode => {
    const lines = helpLines(state.about, pageOf(around.columns));
    const rows = visible(around);
    if (around.screenReader || lines.length <= around.rows)
      return <TextLines lines={lines} around={around} />;
    const shown = [
      ...lines.slice(state.scroll, state.scroll + rows),
      moreLine(state.scroll, rows, lines.length),
    ];
    return <TextLines lines={shown} around={around} />;
  },
};

function reduce(state: HelpState, message: Message, around: Around): Step<HelpState> {
  if (message.type !== 'action') return { state };
  const lines = helpLines(state.about, pageOf(around.columns)).length;
  const scroll = scrollBy(state.scroll, message.action, { lines, rows: visible(around) });
  return { state: scroll === state.scroll ? state : { ...state, scroll } };
}

function visible({ rows }: Around): number {
  return Math.max(1, rows - 1);
}
