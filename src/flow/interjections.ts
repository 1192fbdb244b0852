/** What is told from time to time, to be heard among what comes in turn. */
export interface Interjections<Told> {
  put: (told: Told) => void;
  /** What comes, and between it what was told, as soon as it was; until nothing comes any more. */
  among: <Coming>(coming: AsyncGenerator<Coming>) => AsyncGenerator<Coming | Told>;
}

/** Before anything was told. */
export function interjections<Told>(): Interjections<Told> {
  const told: Told[] = [];
  let news = Promise.withResolvers<void>();
  return {
    put(each) {
      told.push(each);
      news.resolve();
    },
    async *among(coming) {
      try {
        let next = coming.next();
        for (;;) {
          const first = await Promise.race([next, news.promise]);
          news = Promise.withResolvers();
          yield* told.splice(0);
          if (first === undefined) continue;
          if (first.done === true) return;
          yield first.value;
          next = coming.next();
        }
      } finally {
        await coming.return(undefined);
      }
    },
  };
}
