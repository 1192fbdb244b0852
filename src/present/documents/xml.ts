import { printable, printableLines } from '../text.ts';

/** An element: its name, attributes (absent ones are left out), and elements or text inside. */
export interface Element {
  name: string;
  attributes: Record<string, string | number | undefined>;
  children: readonly (Element | string)[];
}

const MAX = 8000;
const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

export function element(
  name: string,
  attributes: Element['attributes'],
  children: Element['children'] = [],
): Element {
  return { name, attributes, children };
}

/**
 * A document of XML 1.0. Texts are foreign: what a terminal would obey is spelled out, and with it every character that
 * XML does not know (https://www.w3.org/TR/xml/#charsets); what means something to XML is escaped.
 */
export function xml(root: Element): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written(root, '')}`;
}

function written({ name, attributes, children }: Element, indent: string): string {
  const known = Object.entries(attributes).filter(([, value]) => value !== undefined);
  const start = `${indent}<${[name, ...known.map(([key, value]) => `${key}="${escaped(printable(String(value), { max: MAX }))}"`)].join(' ')}`;
  if (children.length === 0) return `${start}/>\n`;
  if (children.every((child) => typeof child === 'string')) {
    return `${start}>${children.map(textOf).join('')}</${name}>\n`;
  }
  const inner = children.map((child) =>
    typeof child === 'string' ? textOf(child) : written(child, `${indent}  `),
  );
  return `${start}>\n${inner.join('')}${indent}</${name}>\n`;
}

function textOf(text: string): string {
  return escaped(printableLines(text, { max: MAX }));
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
