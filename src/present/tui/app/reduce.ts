import { EXIT } from '../../../errors.ts';
import { actionOf, type Action } from '../keys.ts';
import { applyEffects, cancel, change, inTurn, open, tell, tellAll } from './effects.ts';
import { remember } from './history.ts';
import { reduceDialog } from './dialog.ts';
import { openInput, reduceInput } from './input.ts';
import { jobEvent } from './jobs.ts';
import {
  aroundOf,
  containerOf,
  isTooSmall,
  objectOf,
  topOf,
  type App,
  type AppEvent,
  type Outcome,
} from './state.ts';

/** The app after an event, and what is to be done then. Pure: the same app and event always give the same. */
export function reduceApp(app: App, event: AppEvent): Outcome {
  if (app.exit !== undefined) return { app, tasks: [] };
  switch (event.type) {
    case 'key':
      return reduceKey({ ...app, now: event.now, notice: undefined }, event.key);
    case 'resized':
      return tellAll({ ...app, columns: event.columns, rows: event.rows }, { type: 'resized' });
    case 'tick':
      return tellAll({ ...app, now: event.now }, { type: 'tick' });
    case 'job':
      return jobEvent(remember({ ...app, now: event.now }, event), event);
    case 'went':
      return arrive(app, event);
    case 'notice':
      return { app: { ...app, notice: event.notice }, tasks: [] };
    case 'exit':
      return { app: { ...app, exit: event.code }, tasks: [] };
  }
}

function reduceKey(app: App, key: string): Outcome {
  if (key === 'ctrl-c') return { app: { ...app, exit: EXIT.interrupted }, tasks: [] };
  if (key === 'ctrl-z') return { app, tasks: [{ type: 'suspend' }] };
  if (isTooSmall(app)) return { app: { ...app, exit: key === 'q' ? EXIT.ok : undefined }, tasks: [] };
  if (app.dialog !== undefined) return reduceDialog(app, app.dialog, key);
  if (app.input !== undefined) return reduceInput(app, app.input, key);
  const action = actionOf(key, topOf(app).screen);
  return action === undefined ? { app, tasks: [] } : reduceAction(app, action);
}

/** What is the same on all screens is done here, all else is the screen's. */
function reduceAction(app: App, action: Action): Outcome {
  return SHARED[action]?.(app) ?? tell(app, topOf(app).id, { type: 'action', action });
}

const SHARED: Partial<Record<Action, (app: App) => Outcome>> = {
  quit: (app) => ({ app: { ...app, exit: EXIT.ok }, tasks: [] }),
  filter: (app) => ({ app: openInput(app, 'filter', topOf(app).filter), tasks: [] }),
  search: (app) => ({ app: openInput(app, 'search', topOf(app).filter), tasks: [] }),
  command: (app) => ({ app: openInput(app, 'command', ''), tasks: [] }),
  help: (app) => openAbout(app, 'help'),
  history: (app) => openAbout(app, 'history'),
  logs: (app) => openLogs(app),
  yaml: (app) => openObject(app, 'yaml'),
  events: (app) => openObject(app, 'events'),
  cancel: (app) => cancel(app, topOf(app).id),
  back,
  copy,
};

function openAbout(app: App, screen: 'help' | 'history'): Outcome {
  const { screen: about } = topOf(app);
  return about === screen ? { app, tasks: [] } : open(app, screen, { about });
}

function openLogs(app: App): Outcome {
  const of = containerOf(app);
  return of === undefined ? nothingSelected(app) : open(app, 'logs', { of });
}

function openObject(app: App, screen: 'yaml' | 'events'): Outcome {
  const object = objectOf(app);
  return object === undefined ? nothingSelected(app) : open(app, screen, { object });
}

function nothingSelected(app: App): Outcome {
  return { app: { ...app, notice: { kind: 'info', text: 'Nothing is selected here.' } }, tasks: [] };
}

/** The filter goes first. */
function back(app: App): Outcome {
  const { id, filter } = topOf(app);
  return filter === ''
    ? tell(app, id, { type: 'action', action: 'back' })
    : tell(change(app, id, { filter: '' }), id, { type: 'filter', text: '' });
}

/** The screen's command goes to the clipboard; where there is none, that is said. */
function copy(app: App): Outcome {
  const top = topOf(app);
  const text = app.screens[top.screen].command?.(top.state, aroundOf(app, top));
  return applyEffects(app, top.id, [
    text === undefined ? { type: 'say', text: 'There is no command for this.' } : { type: 'copy', text },
  ]);
}

/** A new context makes all screens stale; a new namespace those above the overview. */
function arrive(app: App, { place, contextChanged, opens }: Extract<AppEvent, { type: 'went' }>): Outcome {
  const base = app.stack[0];
  const stays = !contextChanged && base?.screen === 'overview' ? [base] : [];
  const gone = app.stack.filter((opened) => !stays.includes(opened));
  const moved: App = {
    ...app,
    place,
    stack: stays,
    dialog: undefined,
    input: undefined,
    mayExec: app.mayExec && !contextChanged,
    known: contextChanged ? { ...app.known, namespaces: [], pods: new Set<string>() } : app.known,
  };
  return inTurn(moved, [
    (before) => ({ app: before, tasks: gone.map(({ id }) => ({ type: 'stop', of: id })) }),
    (before) => (stays.length > 0 ? tellAll(before, { type: 'moved' }) : open(before, 'overview', {})),
    (before) =>
      opens === undefined || opens === 'overview' ? { app: before, tasks: [] } : open(before, opens, {}),
  ]);
}
