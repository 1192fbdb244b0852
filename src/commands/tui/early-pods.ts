import type { Backend, LiveEvent, PodRow } from '../../present/tui/backend.ts';

export interface EarlyPods {
  /** The first one who asks it for the pods of all namespaces gets what was asked for early. */
  backend: Backend;
  /** When the first pods are there, or the failure. Never rejects. */
  answered: Promise<unknown>;
}

/** Asks for the list of all pods: the cluster answers while the code that draws is loaded. */
export function withEarlyPods(backend: Backend, signal: AbortSignal): EarlyPods {
  const stop = new AbortController();
  const pages = backend.pods(undefined, AbortSignal.any([signal, stop.signal]))[Symbol.asyncIterator]();
  const first = untilRows(pages);
  // Whoever asks hears of a failure.
  const answered = first.catch(() => undefined);
  const end = (): void => stop.abort();
  let isTaken = false;

  async function* early(wanted: AbortSignal): AsyncGenerator<LiveEvent<PodRow>> {
    wanted.addEventListener('abort', end);
    try {
      const { heard, isOver } = await first;
      yield* heard;
      if (isOver) return;
      for (let next = await pages.next(); next.done !== true; next = await pages.next()) yield next.value;
    } finally {
      wanted.removeEventListener('abort', end);
      end();
    }
  }

  const pods: Backend['pods'] = (namespace, wanted) => {
    if (namespace !== undefined || isTaken) return backend.pods(namespace, wanted);
    isTaken = true;
    return early(wanted);
  };
  return { backend: { ...backend, pods }, answered };
}

/** What is heard up to the first rows. */
async function untilRows(
  events: AsyncIterator<LiveEvent<PodRow>>,
): Promise<{ heard: LiveEvent<PodRow>[]; isOver: boolean }> {
  const heard: LiveEvent<PodRow>[] = [];
  for (;;) {
    const next = await events.next();
    if (next.done === true) return { heard, isOver: true };
    heard.push(next.value);
    if (next.value.type !== 'link') return { heard, isOver: false };
  }
}
