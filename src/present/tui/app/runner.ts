import { toProblem, type ExitCode } from '../../../errors.ts';
import { printable } from '../../text.ts';
import type { Backend } from '../backend.ts';
import type { Job } from '../screen.ts';
import { runJob } from './run-job.ts';
import { reduceApp } from './reduce.ts';
import { topOf, type App, type AppEvent, type Notice, type Outcome, type Task } from './state.ts';
import { tickMs } from './ticks.ts';

export interface RunnerOptions {
  /** The app and what its first screen wants done. */
  first: Outcome;
  backend: Backend;
  now: () => number;
  /** Puts a text into the clipboard. */
  copy: (text: string) => void;
  /** Gives the terminal back to the shell for a while. */
  suspend: () => void;
  /** Called once, with what it ended for. */
  onEnd: (end: End) => void;
}

/** `q`, Ctrl-C and the like; or an exception of ours. */
export type End = { code: ExitCode } | { error: unknown };

/** The one place where something is done: it keeps the app, runs its tasks, and tells who draws it. */
export interface Runner {
  app: () => App;
  dispatch: (event: AppEvent) => void;
  subscribe: (listener: () => void) => () => void;
  /** Ends all jobs. */
  close: () => void;
}

export function createRunner(options: RunnerOptions): Runner {
  const { backend, now, onEnd } = options;
  const listeners = new Set<() => void>();
  const running = new Map<string, AbortController>();
  let app = options.first.app;
  let ticking: { everyMs: number; timer: NodeJS.Timeout } | undefined;
  let isOver = false;

  function dispatch(event: AppEvent): void {
    if (isOver) return;
    try {
      take(reduceApp(app, event));
    } catch (error) {
      end({ error });
    }
  }

  function take(outcome: Outcome): void {
    ({ app } = outcome);
    for (const task of outcome.tasks) run(task);
    tick(tickMs(app));
    for (const listener of listeners) listener();
    if (app.exit !== undefined) end({ code: app.exit });
  }

  function run(task: Task): void {
    switch (task.type) {
      case 'start':
        return start(task.of, task.job);
      case 'stop':
        return stop(({ of, kind }) => of === task.of && (task.job === undefined || kind === task.job));
      case 'go':
        return void go(task);
      case 'copy':
        return options.copy(task.text);
      case 'suspend':
        return options.suspend();
      case 'save':
        return void backend
          .save(task.evidence)
          .then((file) => notice({ kind: 'info', text: `Saved to ${file}` }), fail);
    }
  }

  function start(of: number, job: Job): void {
    const key = `${of} ${job.kind}`;
    running.get(key)?.abort();
    const controller = new AbortController();
    running.set(key, controller);
    void runJob({
      backend,
      job,
      signal: controller.signal,
      seen: () => seen(of),
      emit: (message, ended) => {
        if (controller.signal.aborted) return;
        if (ended) running.delete(key);
        dispatch({ type: 'job', of, job: job.kind, message, ended, now: now() });
      },
    });
  }

  /** When the screen is on top, or over. */
  function seen(of: number): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (topOf(app).id !== of && app.stack.some(({ id }) => id === of) && !isOver) return;
        listeners.delete(look);
        resolve();
      };
      listeners.add(look);
      look();
    });
  }

  function stop(which: (job: { of: number; kind: string }) => boolean): void {
    for (const [key, controller] of running) {
      const [of, kind] = key.split(' ');
      if (!which({ of: Number(of), kind: kind! })) continue;
      running.delete(key);
      controller.abort();
    }
  }

  async function go({ to, opens }: Extract<Task, { type: 'go' }>): Promise<void> {
    running.get(GOING)?.abort();
    const controller = new AbortController();
    running.set(GOING, controller);
    const before = backend.place();
    notice({
      kind: 'info',
      text: `Going to ${printable(to.context ?? to.namespace ?? 'the same place')} ...`,
    });
    try {
      const place = await backend.go(to, controller.signal);
      if (controller.signal.aborted) return;
      const contextChanged = place.context !== before.context || place.server !== before.server;
      dispatch({ type: 'went', place, contextChanged, opens });
      notice({
        kind: 'info',
        text: `Now in ${printable(place.context ?? place.server)}, namespace ${printable(place.namespace)}`,
      });
    } catch (error) {
      if (!controller.signal.aborted) fail(error);
    }
  }

  function notice(shown: Notice): void {
    dispatch({ type: 'notice', notice: shown });
  }

  function fail(error: unknown): void {
    const { message, hint } = toProblem(error);
    notice({ kind: 'error', text: printable([message, hint].filter(Boolean).join(' - '), { max: 600 }) });
  }

  function tick(everyMs: number | undefined): void {
    if (everyMs === ticking?.everyMs) return;
    clearInterval(ticking?.timer);
    ticking =
      everyMs === undefined
        ? undefined
        : { everyMs, timer: setInterval(() => dispatch({ type: 'tick', now: now() }), everyMs) };
  }

  function end(how: End): void {
    if (isOver) return;
    isOver = true;
    close();
    onEnd(how);
  }

  function close(): void {
    isOver = true;
    tick(undefined);
    stop(() => true);
  }

  for (const task of options.first.tasks) run(task);
  tick(tickMs(app));
  return {
    app: () => app,
    dispatch,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close,
  };
}

/** The key of the one connection that is being made. */
const GOING = '- go';
