import { renderToString } from 'ink';
import { createElement } from 'react';
import { stripVTControlCharacters } from 'node:util';
import type { Around, Screen } from '../../../../src/present/tui/screen.ts';

/** A screen as Ink draws it, without colours. */
export function frame<State>({ View }: Screen<State>, state: State, around: Around): string {
  const drawn = renderToString(createElement(View, { state, around }), { columns: around.columns });
  const lines = stripVTControlCharacters(drawn).split('\n');
  return `\n${lines.map((each) => each.trimEnd()).join('\n')}\n`;
}
