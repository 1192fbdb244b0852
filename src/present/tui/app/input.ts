import { moveChoice, runCommand, suggestions } from './commands.ts';
import { change, tell } from './effects.ts';
import { topOf, type App, type InputLine, type Outcome } from './state.ts';

/** Longer texts are no filters and no commands. */
const LONGEST = 200;

/** Keys while a line is typed. */
export function reduceInput(app: App, input: InputLine, key: string): Outcome {
  const text = edited(input.text, key);
  if (text !== undefined) return typed(app, { ...input, text: text.slice(0, LONGEST), chosen: -1 });
  return input.kind === 'filter' ? filterKey(app, key) : commandKey(app, input, key);
}

function filterKey(app: App, key: string): Outcome {
  const closed: App = { ...app, input: undefined };
  if (key === 'enter') return { app: closed, tasks: [] };
  if (key === 'esc') return typed(closed, { kind: 'filter', text: '', chosen: -1 }, false);
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
      if (chosen === undefined) return { app, tasks: [] };
      return { app: { ...app, input: { ...input, text: chosen.complete, chosen: -1 } }, tasks: [] };
    }
    case 'enter':
      return runCommand(closed, offered[input.chosen]?.complete ?? input.text);
    default:
      return { app, tasks: [] };
  }
}

/** The line with other text. The screen filters as it is typed. */
function typed(app: App, input: InputLine, open = true): Outcome {
  const next: App = open ? { ...app, input } : app;
  if (input.kind === 'command') return { app: next, tasks: [] };
  const { id, filter } = topOf(app);
  if (filter === input.text) return { app: next, tasks: [] };
  return tell(change(next, id, { filter: input.text }), id, { type: 'filter', text: input.text });
}

function edited(text: string, key: string): string | undefined {
  if (key === 'space') return `${text} `;
  if (Array.from(key).length === 1) return text + key;
  if (key === 'backspace' || key === 'delete') return Array.from(text).slice(0, -1).join('');
  if (key === 'ctrl-u') return '';
  if (key === 'ctrl-w') return text.replace(/\S*\s*$/, '');
  return undefined;
}
