import { Box } from 'ink';
import type { ReactNode } from 'react';
import { printable } from '../../../text.ts';
import { envauditCommand } from '../../components/command-line.ts';
import { TextLines } from '../../components/text-lines.tsx';
import { VirtualList } from '../../components/virtual-list.tsx';
import { styled } from '../../paint.ts';
import type { Around, Screen } from '../../screen.ts';
import { footLines, headLines, insteadLines, rowText, spokenLines } from './lines.ts';
import { openEnvironment, reduceEnvironment } from './reduce.ts';
import { listRows, type EnvironmentState } from './state.ts';

/** The variables of a container by the Service or the origin that put them in: names and sizes, never values. */
export const environment: Screen<EnvironmentState> = {
  id: 'environment',
  title: ({ of }) => (of === undefined ? 'variables' : printable(`variables of ${of.pod}`)),
  open: openEnvironment,
  reduce: reduceEnvironment,
  container: ({ of }) => of,
  command: ({ of }) => (of === undefined ? undefined : envauditCommand('audit', of, ['--variables'])),
  View: EnvironmentView,
};

function EnvironmentView({ state, around }: { state: EnvironmentState; around: Around }): ReactNode {
  const { rows, list, status } = state;
  if (rows.length === 0) return <TextLines lines={insteadLines(state, around)} around={around} />;
  if (around.screenReader) return <TextLines lines={spokenLines(state, around)} around={around} />;
  // While it asks again the old rows stay, with a word about it above.
  const above = status === 'shown' ? headLines(state, around) : insteadLines(state, around);
  return (
    <Box flexDirection="column">
      <TextLines lines={above} around={around} />
      <VirtualList count={rows.length} list={list} height={listRows(around)} around={around} row={painted} />
      <TextLines lines={footLines(state, around)} around={around} />
    </Box>
  );

  function painted(index: number, selected: boolean): string {
    const row = rows[index];
    if (row === undefined) return '';
    const spans = rowText(row, around);
    if (selected) return styled(spans.map(({ text }) => text).join(''), 'selected', around);
    return spans.map(({ text, style }) => styled(text, style, around)).join('');
  }
}
