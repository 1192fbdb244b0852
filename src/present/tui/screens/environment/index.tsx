import { Text } from 'ink';
import type { ReactNode } from 'react';
import type { Screen } from '../../screen.ts';

/** Not there yet. */
export const environment: Screen<Record<string, never>> = {
  id: 'environment',
  title: () => 'environment',
  open: () => ({ state: {} }),
  reduce: (state) => ({ state }),
  View: (): ReactNode => <Text>Not there yet.</Text>,
};
