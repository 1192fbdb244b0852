import { Text } from 'ink';
import type { ReactNode } from 'react';
import type { Line } from '../../layout/lines.ts';
import { styled } from '../paint.ts';
import type { Around } from '../screen.ts';

/** Lines of a view model, one below the other; each is one line of the screen, cut at its end. */
export function TextLines({ lines, around }: { lines: readonly Line[]; around: Around }): ReactNode {
  return lines.map((spans, index) => (
    <Text key={index} wrap="truncate">
      {spans.map(({ text, style }) => styled(text, style, around)).join('') || ' '}
    </Text>
  ));
}
