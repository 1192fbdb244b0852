import type { Backend, PodRow } from '../../present/tui/backend.ts';

/**
 * The backend, with the list of all pods already asked for: the cluster answers while the code that draws is loaded. The
 * first one who asks for the pods of all namespaces gets that answer.
 */
export function withEarlyPods(backend: Backend, signal: AbortSignal): Backend {
  const stop = new AbortController();
  const pages = backend.pods(undefined, AbortSignal.any([signal, stop.signal]))[Symbol.asyncIterator]();
  const first = pages.next();
  // Whoever asks hears of it.
  first.catch(() => undefined);
  const end = (): void => stop.abort();
  let isTaken = false;

  async function* early(wanted: AbortSignal): AsyncGenerator<PodRow[]> {
    wanted.addEventListener('abort', end);
    try {
      for (let page = await first; page.done !== true; page = await pages.next()) yield page.value;
    } finally {
      wanted.removeEventListener('abort', end);
      end();
    }
  }

  return {
    ...backend,
    pods(namespace, wanted) {
      if (namespace !== undefined || isTaken) return backend.pods(namespace, wanted);
      isTaken = true;
      return early(wanted);
    },
  };
}
