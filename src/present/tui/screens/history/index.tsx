import { Text } from 'ink';
import type { ReactNode } from 'react';
import type { Screen } from '../../screen.ts';

/** Not there yet. */
export const history: Screen<Record<string, never>> = {
  id: 'history',
  title: () => 'history',
  open: () => ({ state: {} }),
  reduce: (state) => ({ state }),
  View: (): ReactNode => <Text>Not there yet.</Text>,
};
