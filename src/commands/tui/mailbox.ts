/** Carries what is said to who waits for it. */
export interface Mailbox<Item> {
  put: (item: Item) => void;
  /** After this nothing more comes. */
  end: () => void;
  /** All that was put, and what will be, until the end. For one reader. */
  items: () => AsyncGenerator<Item>;
}

export function createMailbox<Item>(): Mailbox<Item> {
  const waiting: Item[] = [];
  let isOver = false;
  let news = Promise.withResolvers<void>();
  return {
    put(item) {
      waiting.push(item);
      news.resolve();
    },
    end() {
      isOver = true;
      news.resolve();
    },
    async *items() {
      for (;;) {
        yield* waiting.splice(0);
        if (waiting.length > 0) continue;
        if (isOver) return;
        await news.promise;
        news = Promise.withResolvers();
      }
    },
  };
}
