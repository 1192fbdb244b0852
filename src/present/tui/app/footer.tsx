import { Text } from 'ink';
import type { ReactNode } from 'react';
import { keysOf } from '../keys.ts';
import { styled, width } from '../paint.ts';
import { topOf, type App } from './state.ts';

/** What is typed, said or runs; and the keys of the screen in one line. */
export function Footer({ app, status }: { app: App; status: readonly string[] }): ReactNode {
  return (
    <>
      {status.map((line, index) => (
        <Text key={index} wrap="truncate">
          {line}
        </Text>
      ))}
      <Text wrap="truncate">{styled(keyLine(app), 'dim', app)}</Text>
    </>
  );
}

/** As many keys as there is room for; the help has all. */
function keyLine(app: App): string {
  if (app.dialog !== undefined) return 'y yes  n, enter or esc no';
  if (app.input?.kind === 'filter') return 'type to filter  enter keep  esc drop';
  if (app.input?.kind === 'command') return 'tab complete  up, down choose  enter do  esc leave';
  const all = keysOf(topOf(app).screen)
    .filter(({ label }) => label !== undefined)
    .map(({ keys, label }) => `${keys[0]} ${label}`);
  const last = all.filter((text) => ALWAYS.has(text));
  const first = all.filter((text) => !ALWAYS.has(text));
  const room = (texts: readonly string[]): boolean => width(texts.join(GAP)) <= app.columns;
  const count = first.findLastIndex((_, index) => room([...first.slice(0, index + 1), ...last])) + 1;
  return [...first.slice(0, count), ...last].join(GAP);
}

const ALWAYS: ReadonlySet<string> = new Set(['? help', 'q quit']);
const GAP = '  ';
