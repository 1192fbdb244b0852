import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { DialogView } from './dialog-view.tsx';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';
import { statusLines } from './status.ts';
import { aroundOf, FRAME_ROWS, isTooSmall, SMALLEST, topOf, type App } from './state.ts';

/** The whole terminal: where it is, the screen that is seen, what can be done. */
export function AppView({ app }: { app: App }): ReactNode {
  if (isTooSmall(app)) return <TooSmall app={app} />;
  const top = topOf(app);
  const around = aroundOf(app, top);
  const { View } = app.screens[top.screen];
  const status = statusLines(app);
  return (
    <Box flexDirection="column" width={app.columns} height={app.screenReader ? undefined : app.rows}>
      <Header app={app} />
      <Box
        flexDirection="column"
        overflow="hidden"
        height={app.screenReader ? undefined : app.rows - FRAME_ROWS + 1 - status.length}
      >
        {app.dialog === undefined ? (
          <View key={top.id} state={top.state} around={around} />
        ) : (
          <DialogView dialog={app.dialog} around={around} />
        )}
      </Box>
      <Footer app={app} status={status} />
    </Box>
  );
}

function TooSmall({ app }: { app: App }): ReactNode {
  const { columns, rows } = app;
  return (
    <Box flexDirection="column" width={columns} height={rows} overflow="hidden">
      <Text wrap="truncate">{`Too small: ${columns}x${rows}.`}</Text>
      <Text wrap="truncate">{`It needs ${SMALLEST.columns}x${SMALLEST.rows}.`}</Text>
      <Text wrap="truncate">q quits</Text>
    </Box>
  );
}
