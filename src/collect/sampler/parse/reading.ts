import { EnvauditError } from '../../../errors.ts';
import { cleanText } from '../../cluster/clean-text.ts';

const MOST_BYTES = 4 * 1024 * 1024;
const MOST_LINES = 100_000;
/** Lines in front that are none of ours: greetings of shells, warnings of runtimes. */
const MOST_NOISE = 100;
const MOST_JOB_LINES = 10_000;

/** Lines of kernel text by the file's path. */
export type Files = Map<string, string[]>;

export interface Phase {
  files: Files;
  processes: string[];
  threads: string[];
}

/** The answer, sorted by when and what; nothing in it is judged yet. */
export interface Reading {
  /** Values of lines such as `@main 1`, the first of each key. */
  keys: Map<string, string>;
  settings: Phase;
  first: Phase;
  last: Phase;
  /** Uptime as text, and the files of that moment. */
  ticks: { at: string; files: Files }[];
  sockets: { at: string; files: Files }[];
  looks: string[];
  newcomers: string[];
  /** Lines of the look-ups and requests, without the `!`. */
  jobs: string[];
}

/**
 * Splits an answer into its parts.
 *
 * @throws EnvauditError `probe-garbage`, `probe-too-large` or `probe-incomplete`.
 */
export function readSample(stdout: Buffer): Reading {
  if (stdout.length > MOST_BYTES) throw unusable('too-large', `it is too large: ${stdout.length} bytes`);
  if (stdout.length === 0) throw unusable('incomplete', 'it is empty');
  const jobs: string[] = [];
  // A job's line and the empty one before it may stand in the middle of another line.
  const text = stdout.toString('utf8').replace(/\n!([^\n]{0,4000})\n/g, (_, line: string) => {
    if (jobs.length < MOST_JOB_LINES) jobs.push(line.trimEnd());
    return '';
  });
  const lines = text.split('\n', MOST_LINES + 1).map((line) => line.trim());
  if (lines.length > MOST_LINES) throw unusable('too-large', `it has more than ${MOST_LINES} lines`);
  const start = lines.slice(0, MOST_NOISE + 1).findIndex((line) => /^envaudit-sample \d{1,9}$/.test(line));
  if (start < 0) throw unusable('garbage', 'it does not start as the sampler does', lines[0]);
  if (lines[start] !== 'envaudit-sample 1')
    throw unusable('garbage', 'it has another version of the format', lines[start]);
  if (lines.findLast((line) => line !== '') !== '@end')
    throw unusable('incomplete', 'its last line is missing');
  return sort(lines.slice(start + 1), jobs);
}

function sort(lines: readonly string[], jobs: string[]): Reading {
  const reading: Reading = {
    keys: new Map(),
    settings: newPhase(),
    first: newPhase(),
    last: newPhase(),
    ticks: [],
    sockets: [],
    looks: [],
    newcomers: [],
    jobs,
  };
  let phase = reading.settings;
  let into: string[] = [];
  for (const line of lines) {
    const file = /^==> (\/[^ ]{1,200}) <==$/.exec(line)?.[1];
    if (file !== undefined) {
      into = [];
      const files = filesFor(reading, phase, file);
      // The first of two readings of a file in one phase is the whole one.
      if (!files.has(file)) files.set(file, into);
    } else if (line.startsWith('@')) {
      const space = line.indexOf(' ');
      const key = space < 0 ? line.slice(1) : line.slice(1, space);
      const value = space < 0 ? '' : line.slice(space + 1);
      into = [];
      if (key === 'first') phase = reading.first;
      else if (key === 'last') phase = reading.last;
      if (key === 'tick') reading.ticks.push({ at: value, files: new Map() });
      else if (key === 'sockets') reading.sockets.push({ at: value, files: new Map() });
      else if (key === 'processes') into = phase.processes;
      else if (key === 'threads') into = phase.threads;
      else if (key === 'l') reading.looks.push(value);
      else if (key === 'n') reading.newcomers.push(value);
      else if (!reading.keys.has(key)) reading.keys.set(key, value);
    } else if (line !== '') into.push(line);
  }
  return reading;
}

function newPhase(): Phase {
  return { files: new Map(), processes: [], threads: [] };
}

function filesFor(reading: Reading, phase: Phase, file: string): Files {
  if (/^\/proc\/net\/(tcp|udp)6?$/.test(file)) return reading.sockets.at(-1)?.files ?? phase.files;
  if (/\/(cpu\.stat|cpuacct\.usage)$/.test(file)) return reading.ticks.at(-1)?.files ?? phase.files;
  return phase.files;
}

/** The value behind the first word of a line that begins with it, such as `MemTotal:`. */
export function valueOf(lines: readonly string[] | undefined, key: string): string | undefined {
  const line = lines?.find((each) => each.startsWith(key) && /^\s/.test(each.slice(key.length)));
  return line?.slice(key.length).trim();
}

/** The first line of a file. */
export function lineOf(files: Files, file: string): string | undefined {
  return files.get(file)?.[0];
}

/** The answer of a sampler that cannot be used. What it said is shown short and clean. */
export function unusable(
  code: 'garbage' | 'too-large' | 'incomplete',
  what: string,
  said?: string,
): EnvauditError {
  const quote = said === undefined ? '' : `: ${JSON.stringify(cleanText(said, 80))}`;
  return new EnvauditError(`probe-${code}`, `the sampler's answer cannot be used, ${what}${quote}`, {
    hint:
      code === 'incomplete'
        ? 'It may have been killed: too little memory, or the container ended. Run the command again.'
        : 'Something in the image may replace its shell or its tools.',
  });
}
