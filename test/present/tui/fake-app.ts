import { EnvauditError } from '../../../src/errors.ts';
import { open } from '../../../src/present/tui/app/effects.ts';
import { reduceApp } from '../../../src/present/tui/app/reduce.ts';
import { topOf, type App, type AppEvent, type First, type Task } from '../../../src/present/tui/app/state.ts';
import type { DiagnoseChoice, NamespaceRow, PodRow } from '../../../src/present/tui/backend.ts';
import { SCREENS } from '../../../src/present/tui/screens/index.ts';
import type { ScanReport } from '../../../src/contracts/scan-report.ts';

export const NOW = Date.parse('2026-11-21T12:00:00Z');

export const PLACE = { context: 'prod', server: 'https://10.0.0.1:6443', namespace: 'shop' };

/** Takes whole seconds of `--window` only. */
export function fakeChoice([flag, value = '']: readonly string[]): DiagnoseChoice {
  if (flag === undefined) return { windowMs: 10_000, urls: [] };
  if (flag === '--window' && /^\d+s$/.test(value))
    return { windowMs: Number.parseInt(value) * 1000, urls: [] };
  throw new EnvauditError('usage', `no ${flag}`, { hint: 'Try --window 5s.' });
}

/** The app as it starts, and what it wants done. */
export function started(
  first: First = { screen: 'overview', args: {} },
  size = { columns: 80, rows: 24 },
): { app: App; tasks: readonly Task[] } {
  const app: App = {
    screens: SCREENS,
    place: PLACE,
    ...size,
    color: false,
    screenReader: false,
    now: NOW,
    stack: [],
    nextId: 1,
    history: [],
    mayExec: true,
    choiceOf: fakeChoice,
    known: { contexts: [], namespaces: [], pods: new Set() },
  };
  return open(app, first.screen, first.args);
}

/** The app after these keys, and all that they wanted done. */
export function press(app: App, ...keys: readonly string[]): { app: App; tasks: Task[] } {
  return after(
    app,
    keys.map((key): AppEvent => ({ type: 'key', key, now: NOW })),
  );
}

/** The app after a text was typed. */
export function typeText(app: App, text: string): { app: App; tasks: Task[] } {
  return press(app, ...Array.from(text, (character) => (character === ' ' ? 'space' : character)));
}

/** The app after a page of pods, and the last one, have come for the screen that is seen. */
export function withPods(app: App, rows: readonly PodRow[]): App {
  const event = { type: 'job', of: topOf(app).id, job: 'pods', now: NOW } as const;
  return after(app, [
    {
      ...event,
      message: { type: 'pods', event: { type: 'page', rows: [...rows], done: false } },
      ended: false,
    },
    { ...event, message: { type: 'pods', event: { type: 'page', rows: [], done: true } }, ended: false },
    { ...event, message: { type: 'link', job: 'pods', link: { state: 'live', at: NOW } }, ended: false },
  ]).app;
}

/** The app after a scan has come for the screen that is seen; the overview has its pods first. */
export function withScan(before: App, report: ScanReport): App {
  const scans = topOf(before).running.some(({ job }) => job.kind === 'scan');
  const app = scans ? before : withPods(before, []);
  const message = { type: 'scanned', report } as const;
  const event = { type: 'job', of: topOf(app).id, job: 'scan', ended: false, now: NOW } as const;
  return after(app, [
    { ...event, message },
    { ...event, message: { type: 'link', job: 'scan', link: { state: 'live', at: NOW } } },
  ]).app;
}

/** The app after these events, and all that they wanted done. */
export function after(before: App, events: readonly AppEvent[]): { app: App; tasks: Task[] } {
  let app = before;
  const tasks: Task[] = [];
  for (const event of events) {
    const outcome = reduceApp(app, event);
    ({ app } = outcome);
    tasks.push(...outcome.tasks);
  }
  return { app, tasks };
}

export function namespaceRow(name: string): NamespaceRow {
  return { name, status: 'Active', createdAt: '2026-01-01T00:00:00Z' };
}

/** A healthy pod, or with something else about it. */
export function podRow(name: string, other: Partial<PodRow> = {}): PodRow {
  return {
    namespace: 'shop',
    name,
    status: 'Running',
    ready: '1/1',
    restarts: 0,
    createdAt: '2026-11-20T10:00:00Z',
    node: 'node-1',
    workload: `deployment/${name.split('-')[0]}`,
    containers: ['app'],
    ...other,
  };
}
