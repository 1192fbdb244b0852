import type { ReactNode } from 'react';
import { printable } from '../../../text.ts';
import { envauditCommand } from '../../components/command-line.ts';
import { paneOf, scrolled } from '../../components/panes.ts';
import { TextLines } from '../../components/text-lines.tsx';
import type { Around, Screen } from '../../screen.ts';
import { probeLines } from './lines.ts';
import { openProbe, reduceProbe } from './reduce.ts';
import type { ProbeState } from './state.ts';

/** What the environment costs in a container: measured there, plotted against the number of variables. */
export const probe: Screen<ProbeState> = {
  id: 'probe',
  title: ({ of }) => (of === undefined ? 'probe' : printable(`probe of ${of.pod}`)),
  open: openProbe,
  reduce: reduceProbe,
  container: ({ of }) => of,
  command: ({ of }) => (of === undefined ? undefined : envauditCommand('audit', of, ['--probe', 'auto'])),
  pane: (state, around) => paneOf(probeLines(state, around).length, around.rows),
  View: ({ state, around }: { state: ProbeState; around: Around }): ReactNode => (
    <TextLines lines={scrolled(probeLines(state, around), state.scroll, around.rows)} around={around} />
  ),
};
