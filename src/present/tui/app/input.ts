import { moveChoice, runCommand, suggestions } from './commands.ts';
import { editLine, lineOf } from './edit-line.ts';
import { change, tell } from './effects.ts';
import { topOf, type App, type InputLine, type Outcome } from './state.ts';

/** Keys while a line is typed. */
export function reduceInput(app: App, input: InputLine, key: string): Outcome {
  const line = editLine(input, key);
  if (line !== undefined) return typed(app, { ...input, ...line, chosen: -1 });
  return input.kind === 'command' ? commandKey(app, input, key) : filterKey(app, key);
}

/** A line to type in, with the cursor at its end. */
export function openInput(app: App, kind: InputLine['kind'], text: string): App {
  return { ...app, input: { kind, ...lineOf(text), chosen: -1 } };
}

function filterKey(app: App, key: string): Outcome {
  const closed: App = { ...app, input: undefined };
  if (key === 'enter') return { app: closed, tasks: [] };
  if (key === 'esc') return filtered(closed, '');
  // The rows can be walked through while the filter is typed.
  if (key === 'up' || key === 'down') return tell(app, topOf(app).id, { type: 'action', action: key });
  if (key === 'pgup' || key === 'pgdn') {
    const action = key === 'pgup' ? 'page-up' : 'page-down';
    return tell(app, topOf(app).id, { type: 'action', action });
  }
  return { app, tasks: [] };
}

function commandKey(app: App, input: InputLine, key: string): Outcome {
  const closed: App = { ...app, input: undefined };
  const offered = suggestions(app, input.text);
  switch (key) {
    case 'esc':
      return { app: closed, tasks: [] };
    case 'up':
    case 'down':
      return { app: { ...app, input: moveChoice(input, offered.length, key) }, tasks: [] };
    case 'tab': {
      const chosen = offered[Math.max(0, input.chosen)];
      return { app: chosen === undefined ? app : openInput(app, 'command', chosen.complete), tasks: [] };
    }
    case 'enter':
      return runCommand(closed, offered[input.chosen]?.complete ?? input.text);
    default:
      return { app, tasks: [] };
  }
}

/** The app with the line changed. The screen filters as it is typed. */
function typed(app: App, input: InputLine): Outcome {
  const next: App = { ...app, input };
  return input.kind === 'command' ? { app: next, tasks: [] } : filtered(next, input.text);
}

function filtered(app: App, text: string): Outcome {
  const { id, filter } = topOf(app);
  if (filter === text) return { app, tasks: [] };
  return tell(change(app, id, { filter: text }), id, { type: 'filter', text });
}
