import { stripVTControlCharacters } from 'node:util';
import { renderToString } from 'ink';
import { createElement } from 'react';
import { AppView } from '../../../src/present/tui/app/app-view.tsx';
import type { App } from '../../../src/present/tui/app/state.ts';

/** The whole terminal as Ink draws it, without colours and without spaces at the ends of lines. */
export function appFrame(app: App): string {
  return stripVTControlCharacters(renderToString(createElement(AppView, { app }), { columns: app.columns }))
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
