/** The key of a type in `$defs`: `ContainerEvidence` is `container`, or, where that is taken, `containerEvidence`. */
export function keyOf(type: string, taken: readonly string[]): string {
  const short = uncapitalised(withoutRole(type));
  return taken.includes(short) ? uncapitalised(type) : short;
}

/** `MainProcessSample` is titled `Main process sample`. */
export function titleOf(type: string): string {
  const words = withoutRole(type)
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What a contract's parts are of, its schema says already. */
function withoutRole(type: string): string {
  return type.replace(/(?<=.)(Evidence|Report|Inventory)$/, '');
}

function uncapitalised(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
