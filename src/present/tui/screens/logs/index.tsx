import type { ReactNode } from 'react';
import { counted } from '../../../../units.ts';
import { dim, line, styled, type Line, type Span } from '../../../layout/lines.ts';
import { printable } from '../../../text.ts';
import { logsCommand } from '../../components/object-commands.ts';
import { TextLines } from '../../components/text-lines.tsx';
import { textFrame } from '../../components/viewer/text-frame.ts';
import type { Around, Screen } from '../../screen.ts';
import { openLogs, reduceLogs, viewedLog, type LogsState } from './reduce.ts';

/** What a container writes, while it writes it. */
export const logs: Screen<LogsState> = {
  id: 'logs',
  title: ({ of }) => (of === undefined ? 'logs' : `logs of ${printable(of.pod, { max: 80 })}`),
  open: openLogs,
  reduce: reduceLogs,
  container: ({ of, container }) => of && { ...of, container: of.container ?? container?.name },
  command: ({ of, container, previous, timestamps, viewer: { atEnd: follow } }) =>
    of &&
    logsCommand({ ...of, container: of.container ?? container?.name }, { previous, timestamps, follow }),
  View: ({ state, around }: { state: LogsState; around: Around }): ReactNode => (
    <TextLines lines={textFrame(summary(state), state, viewedLog(state, around))} around={around} />
  ),
};

/** `app (1 of 3, tab) runs; follows`, and what is missing. */
function summary(state: LogsState): Line {
  const { of, container, previous, over, log, viewer } = state;
  if (of === undefined)
    return line('No container was chosen. Choose one on the screen of pods (:pods) and press l.');
  if (container === undefined) return line(dim('Reading the log ...'));
  const { name, all } = container;
  const place = all.length > 1 ? ` (${all.indexOf(name) + 1} of ${all.length}, tab)` : '';
  const end = over ?? (viewer.atEnd ? 'follows' : 'stands still, f follows');
  const left = log.dropped > 0 ? [`${counted(log.dropped, 'line')} left out`] : [];
  return line(
    styled('name', printable(name, { max: 63 })),
    `${place} `,
    previous ? { text: 'the run before' } : stateOf(container),
    `; ${[...left, printable(end)].join('; ')}`,
  );
}

function stateOf({ state, why }: NonNullable<LogsState['container']>): Span {
  switch (state) {
    case 'runs':
      return styled('severity.ok', 'runs');
    case 'ended':
    case 'over':
      return styled('gone', `ended: ${printable(why, { max: 200 })}`);
    case 'waits':
      return styled('gone', `waits to start: ${printable(why, { max: 200 })}`);
  }
}
