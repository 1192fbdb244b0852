/**
 * What makes a terminal put a text into the clipboard, also over ssh: OSC 52 (XTerm Control Sequences, "Manipulate
 * Selection Data"). Terminals that do not know it, or may not, ignore it.
 */
export function clipboard(text: string): string {
  return `\u001B]52;c;${Buffer.from(text).toString('base64')}\u0007`;
}
