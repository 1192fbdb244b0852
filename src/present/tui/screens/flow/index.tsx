import { Text } from 'ink';
import type { ReactNode } from 'react';
import type { Screen } from '../../screen.ts';

/** Not there yet. */
export const flow: Screen<Record<string, never>> = {
  id: 'flow',
  title: () => 'flow',
  open: () => ({ state: {} }),
  reduce: (state) => ({ state }),
  View: (): ReactNode => <Text>Not there yet.</Text>,
};
