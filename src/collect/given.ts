/** `{ [key]: value }`, or nothing where there is no value: absent keys are unknown. */
export function given<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };
}
