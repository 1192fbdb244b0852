import { EXIT } from '../../../errors.ts';
import { printable, printableCommand } from '../../text.ts';
import type { Effect, Job, Message, ScreenArguments, ScreenId, Step } from '../screen.ts';
import { lineOf } from './edit-line.ts';
import { aroundOf, isAwaited, topOf, type App, type Opened, type Outcome, type Task } from './state.ts';
import { stepOf } from './step.ts';

/** The app after what a screen wants done, one effect after the other. */
export function applyEffects(app: App, of: number, effects: readonly Effect[] = []): Outcome {
  return inTurn(
    app,
    effects.map((effect) => (before) => applyEffect(before, of, effect)),
  );
}

/** The app after a message to a screen; one that is closed gets none. */
export function tell(app: App, id: number, message: Message): Outcome {
  const opened = app.stack.find((one) => one.id === id);
  if (opened === undefined) return { app, tasks: [] };
  const step = stepOf(app.screens[opened.screen], opened.state, message, aroundOf(app, opened));
  const isUnused =
    message.type === 'action' &&
    message.action === 'back' &&
    step.state === opened.state &&
    (step.effects ?? []).length === 0;
  return isUnused ? close(app) : afterStep(app, id, step);
}

/** The app after a message to each open screen. */
export function tellAll(app: App, message: Message): Outcome {
  return inTurn(
    app,
    app.stack.map(
      ({ id }) =>
        (before: App) =>
          tell(before, id, message),
    ),
  );
}

/** Opens a screen above the others. Those that there can be one of only are returned to. */
export function open(before: App, screen: ScreenId, args: ScreenArguments): Outcome {
  // Who diagnoses again, otherwise, is not interested in the one before any more.
  const isAgain = screen === 'flow' && before.stack.at(-1)?.screen === 'flow';
  const there = ONLY_ONE.has(screen)
    ? before.stack.findIndex((opened) => opened.screen === screen)
    : before.stack.length - (isAgain ? 2 : 1);
  const gone =
    before.stack.length > MOST_OPEN
      ? before.stack.slice(1, 2)
      : there === -1
        ? []
        : before.stack.slice(there + 1);
  const app = without(before, gone);
  const tasks = gone.map(({ id }): Task => ({ type: 'stop', of: id }));
  const opened =
    ONLY_ONE.has(screen) && there !== -1
      ? { app: { ...app, input: undefined }, tasks: [] }
      : push(app, screen, args);
  return { app: opened.app, tasks: [...tasks, ...opened.tasks] };
}

const ONLY_ONE: ReadonlySet<ScreenId> = new Set(['overview', 'help', 'history', 'contexts', 'namespaces']);
/** Whoever goes on from screen to screen for ever loses the second one. */
const MOST_OPEN = 12;

function push(app: App, screen: ScreenId, args: ScreenArguments): Outcome {
  const id = app.nextId;
  const fresh: Opened = { id, screen, state: undefined, filter: '', running: [] };
  const step = app.screens[screen].open(args, aroundOf(app, fresh));
  const opened = {
    ...app,
    nextId: id + 1,
    stack: [...app.stack, { ...fresh, state: step.state }],
    input: undefined,
  };
  return afterStep(opened, id, step);
}

/** Closes the screen that is seen and ends its jobs; the last one gives way to the overview, which stays. */
export function close(app: App): Outcome {
  const top = topOf(app);
  if (app.stack.length > 1) return { app: without(app, [top]), tasks: [{ type: 'stop', of: top.id }] };
  if (top.screen === 'overview')
    return { app: { ...app, notice: { kind: 'info', text: 'q quits' } }, tasks: [] };
  return inTurn({ ...app, stack: [] }, [
    (before) => ({ app: before, tasks: [{ type: 'stop', of: top.id }] }),
    (before) => open(before, 'overview', {}),
  ]);
}

/** The app without some screens. */
function without(app: App, screens: readonly Opened[]): App {
  return { ...app, stack: app.stack.filter((opened) => !screens.includes(opened)), dialog: undefined };
}

/** Several changes, each to what the one before left. */
export function inTurn(app: App, changes: readonly ((app: App) => Outcome)[]): Outcome {
  return changes.reduce<Outcome>(
    (before, next) => {
      const after = next(before.app);
      return { app: after.app, tasks: [...before.tasks, ...after.tasks] };
    },
    { app, tasks: [] },
  );
}

/** The app with one of its open screens changed. */
export function change(app: App, id: number, changes: Partial<Opened>): App {
  return {
    ...app,
    stack: app.stack.map((opened) => (opened.id === id ? { ...opened, ...changes } : opened)),
  };
}

function afterStep(app: App, id: number, { state, effects }: Step<unknown>): Outcome {
  return applyEffects(change(app, id, { state }), id, effects);
}

function applyEffect(app: App, of: number, effect: Effect): Outcome {
  switch (effect.type) {
    case 'start':
      return start(app, of, effect.job);
    case 'cancel':
      return cancel(app, of, effect.job);
    case 'open':
      return open(app, effect.screen, effect.args);
    case 'back':
      return close(app);
    case 'go': {
      const { context, namespace, opens } = effect;
      return only(app, { type: 'go', to: { context, namespace }, opens });
    }
    case 'type':
      return { app: { ...app, input: { kind: 'command', ...lineOf(effect.text), chosen: -1 } }, tasks: [] };
    case 'allow-exec':
      return { app: { ...app, mayExec: true }, tasks: [] };
    case 'act':
      return tell(app, of, { type: 'action', action: effect.action });
    case 'copy': {
      const text = printableCommand(effect.text, { max: 4000 });
      return only({ ...app, notice: { kind: 'info', text: `Copied: ${text}` } }, { type: 'copy', text });
    }
    case 'save':
      return only(app, { type: 'save', evidence: effect.evidence });
    case 'ask': {
      const { question, details, yes } = effect;
      return { app: { ...app, dialog: { of, question, details, yes, chosen: 'no' } }, tasks: [] };
    }
    case 'say':
      return { app: { ...app, notice: { kind: 'info', text: printable(effect.text) } }, tasks: [] };
    case 'quit':
      return { app: { ...app, exit: EXIT.ok }, tasks: [] };
  }
}

function start(app: App, of: number, job: Job): Outcome {
  const opened = app.stack.find(({ id }) => id === of);
  if (opened === undefined) return { app, tasks: [] };
  const others = opened.running.filter((running) => running.job.kind !== job.kind);
  const running = [...others, { job, startedAt: app.now }];
  return only(change(app, of, { running }), { type: 'start', of, job });
}

/** Ends those jobs that are waited for, or the one of a kind, by the user's wish; the screen hears of each. */
export function cancel(app: App, of: number, kind?: Job['kind']): Outcome {
  const opened = app.stack.find(({ id }) => id === of);
  const ended = (opened?.running ?? []).filter((one) =>
    kind === undefined ? isAwaited(one) : one.job.kind === kind,
  );
  if (opened === undefined || ended.length === 0) return { app, tasks: [] };
  const running = opened.running.filter((one) => !ended.includes(one));
  return inTurn(change(app, of, { running }), [
    ...ended.map(
      ({ job }) =>
        (before: App) =>
          only(before, { type: 'stop', of, job: job.kind }),
    ),
    ...ended.map(
      ({ job }) =>
        (before: App) =>
          tell(before, of, { type: 'cancelled', job: job.kind }),
    ),
  ]);
}

function only(app: App, task: Task): Outcome {
  return { app, tasks: [task] };
}
