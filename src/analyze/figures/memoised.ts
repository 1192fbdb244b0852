/** A figure that is derived once for the same objects, however many ask; nobody may change them afterwards. */
export function memoised<Of extends readonly object[], Figure>(
  derive: (...of: Of) => Figure,
): (...of: Of) => Figure {
  const root: Derived<Figure> = { by: new WeakMap() };
  return (...of) => {
    const derived = of.reduce<Derived<Figure>>((at, each) => {
      const next = at.by.get(each) ?? { by: new WeakMap() };
      at.by.set(each, next);
      return next;
    }, root);
    derived.figure ??= { value: derive(...of) };
    return derived.figure.value;
  };
}

interface Derived<Figure> {
  by: WeakMap<object, Derived<Figure>>;
  figure?: { value: Figure };
}
