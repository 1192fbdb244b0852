/** A piece of a stream of manifests: one document, or the few that only `...` parts. */
export interface Piece {
  /** Absent when it is longer than the bound. */
  text?: string;
  /** The line that it begins with, from 1, and the column in it, where that is not the first. */
  line: number;
  column?: number;
}

/**
 * Cuts a stream of text where documents begin: at lines with `---`, which end every YAML construct (YAML 1.2.2, 9.2),
 * and in JSON at a `{` that begins a line after the end of another object. Memory holds one document at a time.
 * @param largest Characters of the largest piece; longer ones come without their text.
 */
export async function* splitDocuments(chunks: AsyncIterable<string>, largest: number): AsyncGenerator<Piece> {
  const current = new CurrentPiece(largest);
  let line: string[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf('\n') + 1;
    // Whole lines only; but a line that does not end is not kept for ever.
    if (end > 0 || length > largest) {
      yield* current.add(line.join('') + chunk.slice(0, end));
      line = [];
      length = 0;
    }
    line.push(chunk.slice(end));
    length += chunk.length - end;
  }
  yield* current.add(line.join(''));
  yield* current.take();
}

const BEGIN = /^(?:---(?=\s|$)|\{(?![{%]))/gm;

/** Behind another document, and with comments between them. */
const DIRECTIVES_AT_END = /(?<=\n)%(?:YAML|TAG)[ \t].*\n(?:[ \t]*(?:[%#].*)?\r?\n)*(?![^])/;

/** The piece that is being put together from blocks of whole lines. */
class CurrentPiece {
  readonly #largest: number;
  #blocks: string[] = [];
  #length = 0;
  /** Where it begins, and how many line breaks it has so far. */
  #line = 1;
  #breaks = 0;
  #first = '';
  #last = '';

  constructor(largest: number) {
    this.#largest = largest;
  }

  *add(block: string): Generator<Piece> {
    let from = 0;
    for (const { 0: sign, index } of block.matchAll(BEGIN)) {
      this.#append(block.slice(from, index));
      from = index;
      if (sign !== '---') {
        if (this.#first === '{' && this.#last === '}') yield* this.take();
      } else if (!this.#isPrologue()) {
        const directives = this.#cutDirectives();
        yield* this.take();
        this.#append(directives);
      }
    }
    this.#append(block.slice(from));
  }

  *take(): Generator<Piece> {
    const piece = { line: this.#line };
    if (this.#length > this.#largest) yield piece;
    else if (this.#first !== '') yield { ...piece, text: this.#blocks.join('') };
    this.#line += this.#breaks;
    this.#breaks = 0;
    this.#length = 0;
    this.#blocks = [];
    this.#first = '';
    this.#last = '';
  }

  #append(block: string): void {
    this.#length += block.length;
    this.#breaks += countBreaks(block);
    const trimmed = block.trim();
    if (this.#first === '') this.#first = trimmed.slice(0, 1);
    this.#last = trimmed.slice(-1) || this.#last;
    if (this.#length > this.#largest) this.#blocks = [];
    else this.#blocks.push(block);
  }

  /** Directives such as `%YAML 1.2` stand before the `---` of their document. */
  #isPrologue(): boolean {
    return this.#first === '%' && /^(?:\s*[%#].*(?:\n|$)|\s*\n)*$/.test(this.#blocks.join(''));
  }

  /** Takes those of the next document from the end. */
  #cutDirectives(): string {
    if (this.#blocks.every((block) => !block.includes('%'))) return '';
    const text = this.#blocks.join('');
    const directives = DIRECTIVES_AT_END.exec(text)?.[0] ?? '';
    this.#blocks = [text.slice(0, text.length - directives.length)];
    this.#length -= directives.length;
    this.#breaks -= countBreaks(directives);
    return directives;
  }
}

function countBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
