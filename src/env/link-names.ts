/** A Service name has 63 characters at most, a port name 15: `X_SERVICE_PORT_Y` ends at 92. */
const LONGEST = 92;

const SHAPE =
  /^[A-Z0-9](?:[A-Z0-9_]*[A-Z0-9])?_(?:SERVICE_HOST|SERVICE_PORT(?:_[A-Z0-9][A-Z0-9_]*)?|PORT_\d{1,5}_(?:TCP|UDP|SCTP)(?:_ADDR|_PORT|_PROTO)?)$/;

const OF_API_SERVER = /^KUBERNETES_(?:SERVICE_HOST|SERVICE_PORT(?:_[A-Z0-9_]+)?|PORT(?:_\d{1,5}_[A-Z_]+)?)$/;

/**
 * The names in a text that look like variables of service links, each once, in order, at most `most`:
 * X_SERVICE_HOST, X_SERVICE_PORT, X_SERVICE_PORT_NAME, X_PORT_n_PROTO and its _ADDR, _PORT and _PROTO. X_PORT alone
 * is left out: too many settings are called so. Those of the Service `kubernetes` are left out, too: every container has
 * them, with links or without. Takes time in proportion to the text.
 */
export function linkNamesIn(text: string, most = 20): string[] {
  const names = new Set<string>();
  for (const [word] of text.matchAll(/(?<![A-Za-z0-9_])[A-Z0-9][A-Z0-9_]*(?![A-Za-z0-9_])/g)) {
    if (names.size >= most) break;
    if (word.length <= LONGEST && SHAPE.test(word) && !isOfApiServer(word)) names.add(word);
  }
  return [...names];
}

/** Whether some Service may make a variable of this name, X_PORT included. */
export function mayBeLink(name: string): boolean {
  return name.length <= LONGEST && (SHAPE.test(name) || /^[A-Z0-9_]+_PORT$/.test(name));
}

/** Whether the Service `kubernetes` makes such names: they are there with links or without. */
export function isOfApiServer(name: string): boolean {
  return OF_API_SERVER.test(name);
}
