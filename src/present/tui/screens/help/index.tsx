import type { ReactNode } from 'react';
import { pageOf } from '../../components/panes.ts';
import { TextLines } from '../../components/text-lines.tsx';
import { phraseOf } from '../../components/viewer/marks.ts';
import {
  toMatch,
  VIEWER_START,
  viewerMessage,
  type Viewed,
  type ViewerState,
} from '../../components/viewer/viewer.ts';
import { viewerLines } from '../../components/viewer/viewer-lines.ts';
import type { Around, Message, Screen, ScreenId, Step } from '../../screen.ts';
import { helpLines } from './lines.ts';

export interface HelpState {
  /** On which screen it was asked for. */
  about?: ScreenId;
  viewer: ViewerState;
}

/** All keys, commands, words and colours, from the tables that the screens themselves use. */
export const help: Screen<HelpState> = {
  id: 'help',
  title: () => 'help',
  open: ({ about }) => ({ state: { about, viewer: VIEWER_START } }),
  reduce,
  View: ({ state, around }: { state: HelpState; around: Around }): ReactNode => (
    <TextLines lines={viewerLines(state.viewer, viewed(state, around))} around={around} />
  ),
};

function reduce(state: HelpState, message: Message, around: Around): Step<HelpState> {
  const text = viewed(state, around);
  const viewer =
    message.type === 'filter' ? toMatch(state.viewer, text) : viewerMessage(state.viewer, message, text);
  return { state: viewer === state.viewer ? state : { ...state, viewer } };
}

function viewed({ about }: HelpState, { columns, rows, filter }: Around): Viewed {
  return { lines: helpLines(about, pageOf(columns)), columns, rows, marks: phraseOf(filter), searches: true };
}
