/** A function whose results are kept as long as the rows that they are of: a filter asks for all rows at each key. */
export function remembered<Row extends object>(make: (row: Row) => string): (row: Row) => string {
  const made = new WeakMap<Row, string>();
  return (row) => {
    const known = made.get(row);
    if (known !== undefined) return known;
    const text = make(row);
    made.set(row, text);
    return text;
  };
}
