import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { ListState } from '../list.ts';
import { styled } from '../paint.ts';
import type { Around } from '../screen.ts';

export interface VirtualListProps {
  count: number;
  list: ListState;
  /** Lines of the screen that it has. */
  height: number;
  /** A row as one line of text, which may be painted; it is cut at the end of the line. */
  row: (index: number, selected: boolean) => string;
  around: Pick<Around, 'color' | 'screenReader'>;
  /** Whether keys go to it, where there are several panes. */
  focused?: boolean;
}

/**
 * A list of which only the lines that are seen are made, however long it is. The selected row is marked by a `>`, and by
 * a word for screen readers.
 */
export function VirtualList({
  count,
  list,
  height,
  row,
  around,
  focused = true,
}: VirtualListProps): ReactNode {
  const shown = Math.max(0, Math.min(height, count - list.top));
  const lines = Array.from({ length: shown }, (_, offset) => {
    const index = list.top + offset;
    const selected = index === list.selected;
    return (
      <Text key={index} wrap="truncate">
        {markOf(selected, focused, around)}
        {row(index, selected)}
      </Text>
    );
  });
  return (
    <Box flexDirection="column" height={around.screenReader ? undefined : height}>
      {lines}
    </Box>
  );
}

function markOf(selected: boolean, focused: boolean, around: Pick<Around, 'color' | 'screenReader'>): string {
  if (!selected) return around.screenReader ? '' : '  ';
  if (around.screenReader) return 'Selected: ';
  return focused ? styled('> ', 'selected', around) : '- ';
}
