import type { HistoryEntry } from '../screen.ts';
import type { App, AppEvent } from './state.ts';

/** Results that are kept; older ones are dropped. */
const MOST = 50;

/** The app with what a job found out, if that was a probe or a diagnosis. */
export function remember(app: App, { of, job: kind, message }: Extract<AppEvent, { type: 'job' }>): App {
  const job = app.stack
    .find(({ id }) => id === of)
    ?.running.map((running) => running.job)
    .find((one) => one.kind === kind);
  const add = (entry: HistoryEntry): App => ({ ...app, history: [...app.history, entry].slice(-MOST) });
  if (job?.kind === 'audit' && job.probe !== 'off' && message.type === 'audited') {
    return add({ at: app.now, of: job.of, kind: 'probe', audited: message.audited });
  }
  if (job?.kind === 'diagnose' && message.type === 'flow' && message.event.type === 'finished') {
    return add({ at: app.now, of: job.of, kind: 'diagnosis', finished: message.event });
  }
  return app;
}
