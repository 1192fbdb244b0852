import { sizeOf, type Group, type Variable } from './groups.ts';

export type Sort = 'size' | 'count' | 'name';

/** A line of the list: a group, or below an open group one of its variables. */
export interface Row {
  group: Group;
  /** Absent for the group's own line. */
  variable?: Variable;
  /** Of the group's own line: whether its variables follow, how many match the filter, and their size. */
  open?: boolean;
  matching?: number;
  bytes?: number;
}

/** What is seen of the groups, and how. */
export interface RowsChoice {
  sort: Sort;
  reversed: boolean;
  /** Words that a name, or the notes about it, must all have; groups that match show all of theirs, others the variables that do. */
  filter: string;
  /** Keys of the groups that are open. */
  open: ReadonlySet<string>;
}

/** The lines of the list, in order. One pass over the variables, however many match. */
export function rowsOf(groups: readonly Group[], { sort, reversed, filter, open }: RowsChoice): Row[] {
  const words = filter.toLowerCase().split(' ').filter(Boolean);
  const matches = ({ searched }: { searched: string }): boolean =>
    words.every((word) => searched.includes(word));
  const order = ORDERS[sort];
  const sorted = groups.toSorted((left, right) => order(left, right) || byName(left, right));
  if (reversed) sorted.reverse();
  return sorted.flatMap((group): Row[] => {
    const whole = matches(group);
    const variables = whole ? group.variables : group.variables.filter(matches);
    if (!whole && variables.length === 0) return [];
    const isOpen = open.has(group.key) || !whole;
    const bytes = whole ? group.bytes : sizeOf(variables);
    const head: Row = { group, open: isOpen, matching: variables.length, bytes };
    return isOpen ? [head, ...inOrder(variables, sort).map((variable) => ({ group, variable }))] : [head];
  });
}

const byName = (left: { name: string }, right: { name: string }): number =>
  left.name < right.name ? -1 : left.name > right.name ? 1 : 0;

const ORDERS: Record<Sort, (left: Group, right: Group) => number> = {
  size: (left, right) => right.bytes - left.bytes,
  count: (left, right) => right.variables.length - left.variables.length,
  name: byName,
};

function inOrder(variables: readonly Variable[], sort: Sort): Variable[] {
  return variables.toSorted((left, right) =>
    sort === 'size' ? (right.bytes ?? 0) - (left.bytes ?? 0) || byName(left, right) : byName(left, right),
  );
}
