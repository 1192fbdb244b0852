import type { ReactNode } from 'react';
import type { Problem } from '../../../../contracts/evidence.ts';
import { counted } from '../../../../units.ts';
import { dim, line, type Line } from '../../../layout/lines.ts';
import { printable } from '../../../text.ts';
import type { EventRow, ObjectName } from '../../backend.ts';
import { eventsCommand, objectTitle } from '../../components/object-commands.ts';
import { pageOf } from '../../components/panes.ts';
import { TextLines } from '../../components/text-lines.tsx';
import { wordsOf } from '../../components/viewer/marks.ts';
import { textFrame, textPart } from '../../components/viewer/text-frame.ts';
import {
  settled,
  VIEWER_START,
  viewerMessage,
  type Viewed,
  type ViewerState,
} from '../../components/viewer/viewer.ts';
import { hearRows, noRows, type LiveRows } from '../../live-rows.ts';
import type { Around, Message, Screen, Step } from '../../screen.ts';
import { eventLines } from './lines.ts';

export interface EventsState {
  of?: ObjectName | undefined;
  events: LiveRows<EventRow>;
  problem?: Problem | undefined;
  viewer: ViewerState;
}

/** What is told about an object, as `kubectl describe` shows it, the newest last. */
export const events: Screen<EventsState> = {
  id: 'events',
  title: ({ of }) => (of === undefined ? 'events' : `events of ${printable(objectTitle(of), { max: 80 })}`),
  open: ({ object }) => asked({ of: object, events: noRows(), viewer: { ...VIEWER_START, atEnd: true } }),
  reduce,
  object: ({ of }) => of,
  command: ({ of }) => of && eventsCommand(of),
  View: ({ state, around }: { state: EventsState; around: Around }): ReactNode => (
    <TextLines lines={textFrame(summary(state), state, viewed(state, around))} around={around} />
  ),
};

function asked(state: EventsState): Step<EventsState> {
  const { of } = state;
  return { state, effects: of === undefined ? [] : [{ type: 'start', job: { kind: 'events', of } }] };
}

function reduce(state: EventsState, message: Message, around: Around): Step<EventsState> {
  if (message.type === 'events') {
    const heard = hearRows(state.events, message.event, ({ namespace, name }) => `${namespace}/${name}`);
    return settledIn({ ...state, events: heard, problem: undefined }, around);
  }
  if (message.type === 'failed') return { state: { ...state, problem: message.problem } };
  if (message.type === 'action' && message.action === 'refresh') return asked(state);
  if (message.type === 'filter') return settledIn(state, around);
  const viewer = viewerMessage(state.viewer, message, viewed(state, around));
  return { state: viewer === state.viewer ? state : { ...state, viewer } };
}

function settledIn(state: EventsState, around: Around): Step<EventsState> {
  return { state: { ...state, viewer: settled(state.viewer, viewed(state, around)) } };
}

function viewed({ events: { rows }, of }: EventsState, around: Around): Viewed {
  const words = wordsOf(around.filter);
  const page = pageOf(around.columns, around.screenReader);
  const lines = eventLines(rows.values(), {
    words,
    now: around.now,
    page,
    withObject: of?.kind === 'namespace',
  });
  return { lines, ...textPart(around), marks: words };
}

function summary({ of, events: { rows, done } }: EventsState): Line {
  if (of === undefined) return line('Nothing was selected. Select something on a list and press E.');
  if (!done) return line(dim('Listing events ...'));
  if (rows.size > 0) return line(`${counted(rows.size, 'event')}, the newest last`);
  return line('No events. The API server keeps them for an hour, unless it is told otherwise.');
}
