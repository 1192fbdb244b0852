import { printable } from '../../../text.ts';
import { envauditCommand } from '../../components/command-line.ts';
import { listScreen } from '../../list-screen/list-screen.tsx';
import { ENVIRONMENT_TABLE } from './columns.ts';
import { insteadOf, summaryOf, variableDetail } from './lines.ts';
import { ON_ENVIRONMENT, openEnvironment } from './reduce.ts';
import type { Row } from './rows.ts';
import type { EnvironmentState } from './state.ts';

/** The variables of a container by the Service or the origin that put them in: names and sizes, never values. */
export const environment = listScreen<Row, EnvironmentState>({
  id: 'environment',
  title: ({ of }) => (of === undefined ? 'variables' : printable(`variables of ${of.pod}`)),
  open: openEnvironment,
  on: ON_ENVIRONMENT,
  container: ({ of }) => of,
  command: ({ of }) => (of === undefined ? undefined : envauditCommand('audit', of, ['--variables'])),
  spec: () => ENVIRONMENT_TABLE,
  summary: summaryOf,
  problem: ({ status }) => (typeof status === 'object' ? status.problem : undefined),
  empty: insteadOf,
  detail: variableDetail,
});
