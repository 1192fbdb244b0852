import type { ChartTemplate, ChartValues, Manifests } from '../../contracts/manifests.ts';
import type { createDrafts } from './drafts.ts';
import { linkValuesIn } from './chart-values.ts';
import { jsonValues } from './flow-lines.ts';
import { number } from '../../units.ts';
import { objectsIn } from './objects.ts';
import { parseText, type ParsedDocument } from './parse.ts';
import { locatedText, type LocatedText } from './places.ts';
import type { Source } from './sources.ts';
import { splitDocuments, type Piece } from './split.ts';

/** What reading fills. */
export interface Reading {
  drafts: ReturnType<typeof createDrafts>;
  templates: ChartTemplate[];
  chartValues: ChartValues[];
  counts: Pick<Manifests['counts'], 'documents' | 'skipped'>;
}

/** Characters of the largest document: parsing takes some 20 times as many bytes. */
export const LARGEST_DOCUMENT = 32 * 1024 * 1024;
/** Lines, and items of lists in one line: each takes some hundred bytes, and millions of `{}` are a few characters each. */
const MOST_PARTS = 2_000_000;
/** Characters of the largest template of a chart. */
export const LARGEST_TEMPLATE = 4 * 1024 * 1024;

/**
 * Reads one file. Documents that cannot be read become faults with their place, and the others are read.
 * @throws Error for a template that is too large, and what the text throws.
 */
export async function readSource(
  source: Source,
  text: AsyncIterable<string>,
  reading: Reading,
): Promise<void> {
  const { file, isTemplate, chart, values } = source;
  const ofChart = chart === undefined ? {} : { chart };
  if (values !== undefined) {
    reading.chartValues.push({
      chart: chart ?? '',
      ...values,
      values: linkValuesIn(file, await wholeOf(text)),
    });
    return;
  }
  let pieces = text;
  if (isTemplate) {
    const whole = await wholeOf(text);
    if (whole.includes('{{') || file.endsWith('.tpl')) {
      reading.templates.push({ file, ...ofChart, line: 1, text: whole });
      return;
    }
    // What has no actions is what Helm makes of it.
    pieces = only(whole);
  }
  for await (const piece of splitDocuments(pieces, LARGEST_DOCUMENT)) readPiece(source, piece, reading);
}

async function wholeOf(chunks: AsyncIterable<string>): Promise<string> {
  let whole = '';
  for await (const chunk of chunks) {
    whole += chunk;
    if (whole.length > LARGEST_TEMPLATE)
      throw new Error(`a file of a chart has at most ${mebibytes(LARGEST_TEMPLATE)}`);
  }
  return whole;
}

async function* only(text: string): AsyncGenerator<string> {
  yield text;
}

function readPiece(source: Source, { text, line, column }: Piece, reading: Reading): void {
  const { drafts, templates, counts } = reading;
  const { file } = source;
  if (text === undefined || hasTooMany(text)) {
    counts.documents += 1;
    const most = text === undefined ? mebibytes(LARGEST_DOCUMENT) : `${number(MOST_PARTS)} lines and items`;
    const message = `A document has at most ${most} here; this one has more. Split its list, or part its documents with ---.`;
    drafts.faults.push({ kind: 'unreadable', message, location: { file, line, column: 1 } });
    return;
  }
  const { documents, indented, broken } = parseText(text);
  const located = locatedText(file, { text: indented?.text ?? text, line, column, added: indented?.added });
  if (broken === undefined) {
    for (const document of documents) readDocument(source, document, located, reading);
    return;
  }
  const values = jsonValues(text);
  if (values !== undefined) {
    for (const value of values)
      readPiece(source, { text: value.text, ...located.locate(value.offset) }, reading);
    return;
  }
  counts.documents += 1;
  if (text.length <= LARGEST_TEMPLATE && TEMPLATE.test(text)) templates.push({ file, line, text });
  else {
    const location = located.locate(broken.offset);
    const what = `not valid YAML: ${broken.message}`;
    if (source.isNamed === true || MAY_BE_AN_OBJECT.test(text))
      drafts.faults.push({ kind: 'unreadable', message: `This is ${what}.`, location });
    else {
      counts.skipped += 1;
      drafts.passedOver.push({ location, reason: `${NO_OBJECT}; ${what}` });
    }
  }
}

/** What ends a line, separates items, and opens what may be empty. */
const PART: ReadonlySet<number> = new Set([...'\n,[{'].map((sign) => sign.charCodeAt(0)));

function hasTooMany(text: string): boolean {
  if (text.length <= MOST_PARTS) return false;
  let parts = 0;
  for (let index = 0; index < text.length; index++) {
    if (PART.has(text.charCodeAt(index)) && ++parts > MOST_PARTS) return true;
  }
  return false;
}

const NO_OBJECT = 'no Kubernetes object';

/** One of the two keys that every object has. Of a broken text without them nothing is an object. */
const MAY_BE_AN_OBJECT = /(?<![\w./-])["']?(?:apiVersion|kind)["']?[ \t]*:/;

/** An action of a Go template where YAML has a value, an item or a line of its own: no YAML, and so made by no mistake. */
const TEMPLATE = /^[ \t]*(?:-[ \t]+)*(?:[\w./-]+:[ \t]+)?\{\{/m;

function readDocument(source: Source, document: ParsedDocument, text: LocatedText, reading: Reading): void {
  const { drafts, counts } = reading;
  if (document.value === null || document.value === undefined) return;
  counts.documents += 1;
  const objects = objectsIn(document);
  if (objects === undefined) {
    counts.skipped += 1;
    drafts.passedOver.push({ location: text.locate(document.node()?.offset ?? 0), reason: NO_OBJECT });
    return;
  }
  for (const { key, offset, first } of document.duplicates) {
    drafts.faults.push({
      kind: 'duplicate-key',
      message: `The key ${JSON.stringify(key)} stands here and in line ${text.locate(first).line}; the last one counts.`,
      location: text.locate(offset),
    });
  }
  for (const object of objects) drafts.add(object, text, source);
}

function mebibytes(characters: number): string {
  return `${characters / 2 ** 20} MiB`;
}
