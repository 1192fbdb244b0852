import { EnvauditError } from '../../../errors.ts';

/** etcd takes no object above 1.5 MiB; as JSON, some are twice as long. https://etcd.io/docs/v3.5/dev-guide/limit/ */
const MOST_BYTES = 8 * 1024 * 1024;

/**
 * The lines of a stream, as they come. What stands after the last line break when it ends is no line: the rest was cut
 * off.
 * @throws EnvauditError `too-large` for a line that is longer than any object.
 */
export async function* linesOf(chunks: AsyncIterable<Buffer>, most = MOST_BYTES): AsyncGenerator<string> {
  let begun: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(BREAK); end >= 0; end = chunk.indexOf(BREAK, from)) {
      const line = Buffer.concat([...begun, chunk.subarray(from, end)]).toString('utf8');
      [begun, size, from] = [[], 0, end + 1];
      if (line.trim() !== '') yield line;
    }
    size += chunk.length - from;
    if (size > most) throw tooLong(most);
    if (from < chunk.length) begun.push(chunk.subarray(from));
  }
}

const BREAK = '\n'.charCodeAt(0);

function tooLong(most: number): EnvauditError {
  return new EnvauditError('too-large', `an event of a watch is larger than ${most >> 20} MiB`, {
    hint: 'Something between here and the API server may change its answers.',
  });
}
