import { Text } from 'ink';
import type { ReactNode } from 'react';
import { keysOf, type KeyRow } from '../keys.ts';
import { styled, width } from '../paint.ts';
import { BOTTOM_LINE } from './bottom-line.ts';
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

/** The most important keys that there is room for, in the order of their table; the help has all. */
function keyLine(app: App): string {
  if (app.dialog !== undefined) return 'y yes  n, enter or esc no';
  if (app.input?.kind === 'filter') return 'type to filter  enter keep  esc drop';
  if (app.input?.kind === 'search') return 'type to search  enter keep  esc drop';
  if (app.input?.kind === 'command') return 'tab complete  up, down choose  enter do  esc leave';
  const all = keysOf(topOf(app).screen).filter(({ label }) => label !== undefined);
  const kept = new Set<KeyRow>();
  for (const row of all.toSorted((left, right) => placeOf(left) - placeOf(right))) {
    kept.add(row);
    if (width(textOf(kept, all)) > app.columns) kept.delete(row);
  }
  return textOf(kept, all);
}

function textOf(kept: ReadonlySet<KeyRow>, all: readonly KeyRow[]): string {
  return all
    .filter((row) => kept.has(row))
    .map(({ keys, label }) => `${keys[0]} ${label}`)
    .join(GAP);
}

function placeOf({ action }: KeyRow): number {
  const place = BOTTOM_LINE.indexOf(action);
  return place === -1 ? BOTTOM_LINE.length : place;
}

const GAP = '  ';
