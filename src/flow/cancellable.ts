/**
 * The same generator, but `return()` and `throw()` abort first: a generator that waits for something would notice them
 * only when that has come.
 */
export function cancellable<T>(inner: AsyncGenerator<T>, stop: AbortController): AsyncGenerator<T> {
  const outer: AsyncGenerator<T> = {
    next: () => inner.next(),
    return: (value: unknown) => {
      stop.abort();
      return inner.return(value);
    },
    throw: (error: unknown) => {
      stop.abort();
      return inner.throw(error);
    },
    [Symbol.asyncIterator]: () => outer,
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      await inner.return(undefined);
    },
  };
  return outer;
}
