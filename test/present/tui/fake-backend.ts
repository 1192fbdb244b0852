import { EnvauditError } from '../../../src/errors.ts';
import type { Backend, PodRow } from '../../../src/present/tui/backend.ts';
import { fakeChoice, namespaceRow, PLACE } from './fake-app.ts';

export interface FakeBackend extends Backend {
  /** The signals of all that was asked for. */
  signals: AbortSignal[];
}

/** A backend with pods, whose scan and diagnosis never end, and which can go nowhere. */
export function fakeBackend(pods: readonly PodRow[], own: Partial<Backend> = {}): FakeBackend {
  const signals: AbortSignal[] = [];
  const never = <T>(signal: AbortSignal): Promise<T> => {
    signals.push(signal);
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
  };
  return {
    signals,
    place: () => PLACE,
    contexts: () => Promise.resolve([{ name: PLACE.context, current: true }]),
    async *namespaces(signal) {
      yield { type: 'page', rows: ['shop', 'other'].map((name) => namespaceRow(name)), done: true };
      await never(signal);
    },
    go: () =>
      Promise.reject(
        new EnvauditError('not-found', 'there is no namespace "x"', { hint: 'Did you mean y?' }),
      ),
    async *pods(_, signal) {
      yield { type: 'page', rows: [...pods], done: true };
      yield { type: 'link', link: { state: 'live' } };
      await never(signal);
    },
    async *services(_, signal) {
      yield { type: 'page', rows: [], done: true };
      await never(signal);
    },
    async *scan(_, signal) {
      await never(signal);
      yield* [];
    },
    choiceOf: fakeChoice,
    async *diagnose(_of, _choice, signal) {
      await never(signal);
      yield* [];
    },
    audit: (_of, _probe, signal) => never(signal),
    async *logs(_, signal) {
      await never(signal);
      yield* [];
    },
    object: (_, signal) => never(signal),
    async *events(_, signal) {
      yield { type: 'page', rows: [], done: true };
      await never(signal);
    },
    save: () => Promise.resolve('./envaudit.json'),
    ...own,
  };
}
