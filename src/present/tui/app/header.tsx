import { Text } from 'ink';
import type { ReactNode } from 'react';
import { printable } from '../../text.ts';
import { fit, styled, width } from '../paint.ts';
import { linkSaid } from './link.ts';
import { topOf, type App } from './state.ts';

/** Two lines: context, cluster and namespace; and the path of the screens that are open, with how fresh the last one is. */
export function Header({ app }: { app: App }): ReactNode {
  const { context, server, namespace } = app.place;
  const where = `context ${printable(context ?? '(none)', { max: 60 })}  namespace ${printable(namespace, { max: 63 })}`;
  const cluster = `  ${printable(server, { max: 100 })}`;
  const line = width(where) + width(cluster) + PROGRAM.length + 2 <= app.columns ? where + cluster : where;
  const room = app.columns - PROGRAM.length - 2;
  return (
    <>
      <Text wrap="truncate">{`${styled(PROGRAM, 'heading', app)}  ${fit(line, room, { cut: 'words' })}`}</Text>
      <Text wrap="truncate">{secondLine(app)}</Text>
    </>
  );
}

const PROGRAM = 'kubectl envaudit';
const ARROW = ' > ';
/** Columns that the name of the screen keeps beside what is said about its freshness. */
const LEAST_PATH = 24;

function secondLine(app: App): string {
  const link = linkSaid(topOf(app).running, app.now);
  if (link === undefined) return styled(path(app, app.columns), 'name', app);
  const text = fit(link.text, Math.min(width(link.text), app.columns - LEAST_PATH), {
    cut: 'words',
  }).trimEnd();
  const room = app.columns - width(text) - 2;
  return `${styled(fit(path(app, room), room), 'name', app)}  ${styled(text, link.style, app)}`;
}

/** Where it is too long, the first screens are left out: the last one is the one that is seen. */
function path({ stack, screens }: App, columns: number): string {
  const titles = stack.map(({ screen, state }) => printable(screens[screen].title(state), { max: 80 }));
  const shown = [...titles.keys()]
    .map((from) => [...(from > 0 ? ['…'] : []), ...titles.slice(from)].join(ARROW))
    .find((text) => width(text) <= columns);
  return shown ?? fit(titles.at(-1) ?? '', columns, { cut: 'middle' });
}
