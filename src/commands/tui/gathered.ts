import type { LiveEvent, Link } from '../../contracts/live-events.ts';

/** What was heard of a list and not handed on yet, each row once: it does not grow with the number of changes. */
export interface Gathered<Row> {
  put: (event: LiveEvent<Row>) => void;
  /** All of it, in an order that means the same; nothing is left. */
  take: () => LiveEvent<Row>[];
}

/** @param key see {@link LiveEvent}. */
export function gather<Row>(key: (row: Row) => string): Gathered<Row> {
  let pages: LiveEvent<Row>[] = [];
  let changed = new Map<string, Row | undefined>();
  let link: Link | undefined;
  return {
    put(event) {
      if (event.type === 'link') link = event.link;
      if (event.type === 'page') {
        // A new look makes what is there worthless.
        if (event.first === true) [pages, changed] = [[], new Map()];
        pages.push(event);
      }
      if (event.type !== 'changes') return;
      for (const row of event.changed) changed.set(key(row), row);
      for (const gone of event.gone) changed.set(gone, undefined);
    },
    take() {
      const events = pages;
      if (changed.size > 0) {
        const rows = [...changed.values()].filter((row) => row !== undefined);
        const gone = [...changed].flatMap(([one, row]) => (row === undefined ? [one] : []));
        events.push({ type: 'changes', changed: rows, gone });
      }
      if (link !== undefined) events.push({ type: 'link', link });
      [pages, changed, link] = [[], new Map(), undefined];
      return events;
    },
  };
}
