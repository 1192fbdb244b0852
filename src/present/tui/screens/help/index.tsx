import { Text } from 'ink';
import type { ReactNode } from 'react';
import type { Screen } from '../../screen.ts';

/** Not there yet. */
export const help: Screen<Record<string, never>> = {
  id: 'help',
  title: () => 'help',
  open: () => ({ state: {} }),
  reduce: (state) => ({ state }),
  View: (): ReactNode => <Text>Not there yet.</Text>,
};
