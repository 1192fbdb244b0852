/** What a parser of command lines yields: values by the flags' names. A flag that was given twice is a list. */
export type Parsed = Readonly<Record<string, unknown>>;

/** The value of a flag; of several the last one, as in kubectl. */
export function last(parsed: Parsed, name: string): unknown {
  const value = parsed[name];
  return Array.isArray(value) ? value.at(-1) : value;
}
