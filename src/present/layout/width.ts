/** How many columns of a terminal a text takes. */
export type Width = (text: string) => number;

/** ASCII, and the few other characters of ours, each of which takes one column. */
const NARROW = /^[\u0020-\u007e…–×µ·‘’“”→≤≥━─╸]*$/u;

/**
 * The measure for texts like `sample`. Names in Kubernetes are ASCII, so the tables of East Asian widths and
 * emoji are loaded only for the rare message that needs them.
 */
export async function widthFor(sample: string): Promise<Width> {
  if (NARROW.test(sample)) return (text) => text.length;
  const { default: stringWidth } = await import('string-width');
  return (text) => (NARROW.test(text) ? text.length : stringWidth(text));
}
