import { list, record, text } from '../inventory/shape.ts';
import type { ChartValues } from '../../contracts/manifests.ts';
import { follow } from './nodes.ts';
import { parseText } from './parse.ts';
import { locatedText } from './places.ts';

const OF_LINKS = /service_?links/i;
/** Mappings in mappings that are looked into. */
const DEEPEST = 10;
const MOST = 100;

/** The values of a chart whose names say that they are about service links, with their places. */
export function linkValuesIn(file: string, content: string): ChartValues['values'] {
  const document = parseText(content).documents?.[0];
  if (document === undefined) return [];
  const located = locatedText(file, { text: content, line: 1 });
  const found: ChartValues['values'] = [];
  const seen = new Set<unknown>();
  visit(document.value, []);
  return found;

  function visit(value: unknown, path: readonly string[]): void {
    // Aliases can name one part many times.
    if (path.length > DEEPEST || seen.has(value)) return;
    seen.add(value);
    for (const [key, inner] of Object.entries(record(value))) {
      const here = [...path, key];
      if (!OF_LINKS.test(key) || typeof inner === 'object') visit(record(inner), here);
      if (OF_LINKS.test(key) && found.length < MOST)
        found.push({ path: here, location: located.locate(follow(document!.node(), here).offset) });
    }
  }
}

/** The names under which a chart gives values to other charts, as its Chart.yaml has them. */
export function dependenciesIn(chartFile: string): string[] {
  const { dependencies } = record(parseText(chartFile).documents?.[0]?.value);
  return list(dependencies).flatMap((each) => {
    const { name, alias } = record(each);
    return [text(alias) || text(name)].filter(Boolean);
  });
}
