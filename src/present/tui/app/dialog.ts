import { applyEffects, tell } from './effects.ts';
import type { App, Dialog, Outcome } from './state.ts';

/** Keys while a question is asked: only `y`, or enter on a yes that was chosen, means yes. */
export function reduceDialog(app: App, dialog: Dialog, key: string): Outcome {
  const closed: App = { ...app, dialog: undefined };
  if (key === 'y' || (key === 'enter' && dialog.chosen === 'yes'))
    return applyEffects(closed, dialog.of, dialog.yes);
  if (NO.has(key)) return tell(closed, dialog.of, { type: 'declined' });
  if (!TURN.has(key)) return { app, tasks: [] };
  return {
    app: { ...app, dialog: { ...dialog, chosen: dialog.chosen === 'no' ? 'yes' : 'no' } },
    tasks: [],
  };
}

const NO: ReadonlySet<string> = new Set(['n', 'enter', 'esc', 'q']);
const TURN: ReadonlySet<string> = new Set(['left', 'right', 'tab', 'h', 'l']);
