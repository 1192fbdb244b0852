import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { printable } from '../../text.ts';
import { styled } from '../paint.ts';
import type { Around } from '../screen.ts';
import type { Dialog } from './state.ts';

/** A question in the place of the screen; what is chosen is in brackets. */
export function DialogView({ dialog, around }: { dialog: Dialog; around: Around }): ReactNode {
  const button = (answer: Dialog['chosen'], text: string): string =>
    dialog.chosen === answer ? styled(`[${text}]`, 'heading', around) : ` ${text} `;
  return (
    <Box flexDirection="column" paddingX={2} paddingTop={around.screenReader ? 0 : 1}>
      <Text>{styled(printable(dialog.question, { max: 600 }), 'heading', around)}</Text>
      {dialog.details.map((line, index) => (
        <Text key={index}>{printable(line, { max: 600 })}</Text>
      ))}
      <Text> </Text>
      <Text>{`${button('no', 'No')}  ${button('yes', 'Yes')}`}</Text>
    </Box>
  );
}
