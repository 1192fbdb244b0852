import { printable } from '../../text.ts';
import type { NamespaceRow, PodRow, RowsEvent } from '../backend.ts';
import type { Message, Running } from '../screen.ts';
import { change, tell } from './effects.ts';
import type { App, AppEvent, Known, Outcome } from './state.ts';

/** What a job says goes to its screen; its progress, and what it has heard of, are kept for the bottom line. */
export function jobEvent(
  app: App,
  { of, job: kind, message, ended }: Extract<AppEvent, { type: 'job' }>,
): Outcome {
  const opened = app.stack.find(({ id }) => id === of);
  // A job that was cancelled may still have had something to say.
  if (opened === undefined || !opened.running.some(({ job }) => job.kind === kind)) return { app, tasks: [] };
  const running = opened.running.flatMap((one) => {
    if (one.job.kind !== kind) return [one];
    return ended ? [] : [progressed(one, message, app.now)];
  });
  return tell(learned(change(app, of, { running }), message), of, message);
}

function progressed(running: Running, message: Message, now: number): Running {
  if (message.type === 'link') return { ...running, link: message.link };
  // Rows are a sign of life, too.
  if ('event' in message && running.link?.state === 'live')
    return { ...running, link: { ...running.link, at: now } };
  if (message.type === 'progress') return { ...running, text: printable(message.text) };
  if (message.type === 'flow' && message.event.type === 'started')
    return { ...running, expectedMs: message.event.expectedMs };
  return running;
}

function namesIn(event: RowsEvent<NamespaceRow>): string[] {
  return (event.type === 'page' ? event.rows : event.changed).map(({ name }) => name);
}

function withPods(known: Known, event: RowsEvent<PodRow>): Known {
  const rows = event.type === 'page' ? event.rows : event.changed;
  const fresh = rows
    .map(({ namespace, name }) => `${namespace}/${name}`)
    .filter((key) => !known.pods.has(key));
  const gone = event.type === 'page' ? [] : event.gone;
  if (fresh.length === 0 && gone.length === 0) return known;
  const pods = new Set([...known.pods, ...fresh]);
  for (const key of gone) pods.delete(key);
  return { ...known, pods };
}

function learned(app: App, message: Message): App {
  if (message.type === 'contexts')
    return { ...app, known: { ...app.known, contexts: message.rows.map(({ name }) => name) } };
  if (message.type === 'pods') return { ...app, known: withPods(app.known, message.event) };
  const namespaces =
    message.type === 'namespaces'
      ? namesIn(message.event)
      : message.type === 'scanned'
        ? message.report.namespaces.map(({ name }) => name)
        : [];
  if (namespaces.length === 0) return app;
  const all = [...new Set([...app.known.namespaces, ...namespaces])].toSorted();
  return { ...app, known: { ...app.known, namespaces: all } };
}
