import type { ReactNode } from 'react';
import { printable } from '../../../text.ts';
import { unusualFlags } from '../../components/choice.ts';
import { envauditCommand } from '../../components/command-line.ts';
import { TextLines } from '../../components/text-lines.tsx';
import type { Around, Screen } from '../../screen.ts';
import { flowFrame, flowPane } from './frame.ts';
import { itemsOf, selectedItem } from './items.ts';
import { openFlow, reduceFlow } from './reduce.ts';
import type { FlowState } from './state.ts';

/** The documented flow for one container: five stages, their checks as they are judged, and the root cause. */
export const flow: Screen<FlowState> = {
  id: 'flow',
  title: ({ of }) => (of === undefined ? 'flow' : printable(`diagnosis of ${of.pod}`)),
  open: openFlow,
  reduce: reduceFlow,
  container: ({ of }) => of,
  command: commandOf,
  pane: flowPane,
  View: ({ state, around }: { state: FlowState; around: Around }): ReactNode => (
    <TextLines lines={flowFrame(state, around)} around={around} />
  ),
};

/** What `c` copies: the command of what is selected; on the path the one that does the same as this screen. */
function commandOf(state: FlowState): string | undefined {
  const { place, of, choice } = state;
  if (place.pane !== 'path') return selectedItem(state, itemsOf(state, place.stage)).item?.command;
  return of === undefined ? undefined : envauditCommand('diagnose', of, unusualFlags(choice));
}
