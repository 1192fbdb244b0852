/** The first of a list, and how many there are in all. */
export interface Part<Item> {
  shown: Item[];
  total: number;
}

export function firstOf<Item>(all: readonly Item[], limit: number): Part<Item> {
  return { shown: all.slice(0, limit), total: all.length };
}
