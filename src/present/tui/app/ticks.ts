import { isAwaited, topOf, type App } from './state.ts';

/** Seconds are counted while something is waited for. */
const COUNTING_MS = 1000;
/** Ages move on in lists that live. */
const AGEING_MS = 5000;

/** Milliseconds from one tick to the next; undefined: nothing that is seen changes by itself. */
export function tickMs(app: Pick<App, 'stack'>): number | undefined {
  const { running } = topOf(app);
  const isCounted =
    app.stack.some((opened) => opened.running.some(isAwaited)) ||
    running.some(({ link }) => link?.state === 'broken');
  if (isCounted) return COUNTING_MS;
  return running.length > 0 ? AGEING_MS : undefined;
}
