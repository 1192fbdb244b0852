import { Text } from 'ink';
import type { ReactNode } from 'react';
import { printable } from '../../text.ts';
import { fit, styled, width } from '../paint.ts';
import type { App } from './state.ts';

/** Two lines: context, cluster and namespace; and the path of the screens that are open. */
export function Header({ app }: { app: App }): ReactNode {
  const { context, server, namespace } = app.place;
  const where = `context ${printable(context ?? '(none)', { max: 60 })}  namespace ${printable(namespace, { max: 63 })}`;
  const cluster = `  ${printable(server, { max: 100 })}`;
  const line = where.length + cluster.length + PROGRAM.length + 2 <= app.columns ? where + cluster : where;
  return (
    <>
      <Text wrap="truncate">{`${styled(PROGRAM, 'heading', app)}  ${line}`}</Text>
      <Text wrap="truncate">{styled(path(app), 'name', app)}</Text>
    </>
  );
}

const PROGRAM = 'kubectl envaudit';
const ARROW = ' > ';

/** Where it is too long, the first screens are left out: the last one is the one that is seen. */
function path({ stack, screens, columns }: App): string {
  const titles = stack.map(({ screen, state }) => printable(screens[screen].title(state), { max: 80 }));
  const shown = [...titles.keys()]
    .map((from) => [...(from > 0 ? ['…'] : []), ...titles.slice(from)].join(ARROW))
    .find((text) => width(text) <= columns);
  return shown ?? fit(titles.at(-1) ?? '', columns);
}
