import type { DiagnosisParts } from '../../../contracts/diagnosis-evidence.ts';

/** What a line of a log can show. */
export const LOG_SHOWS = {
  /** A port that is no number: a service link is taken for it as a rule. */
  'bad-port':
    /ERR_SOCKET_BAD_PORT|NumberFormatException|NumberParseException|invalid literal for int\(\)|strconv\.(?:Atoi|ParseU?[Ii]nt)|\bparseInt\b.{0,40}NaN|\bport\b.{0,60}(?:is NaN|not a (?:valid )?(?:number|integer|port)|invalid|out of range|should be)|invalid.{0,20}\bport\b|tcp:\/\/\S+.{0,80}(?:invalid|not a|expected|parse)|(?:invalid|cannot|could not|failed to|unable to).{0,80}tcp:\/\//i,
  'open-files': /\bEMFILE\b|\bENFILE\b|too many open files/i,
  processes:
    /(?:spawn|fork|clone|pthread_create|uv_thread_create).{0,60}(?:EAGAIN|Resource temporarily unavailable)|(?:EAGAIN|Resource temporarily unavailable).{0,60}(?:spawn|fork|clone|thread)|can['’]?t (?:fork|start new thread)|cannot fork|unable to create (?:new )?native thread|failed to create new OS thread/i,
  storage: /\bENOSPC\b|no space left on device/i,
  'too-long': /\bE2BIG\b|argument list too long/i,
} as const satisfies Record<string, RegExp>;

export type LogShows = keyof typeof LOG_SHOWS;

/** The line that names an error itself, and those that speak of one. */
const NAMES_IT =
  /^(?:[\w$.]+\.)*\w*(?:Error|Exception)\b|^(?:panic|fatal|caused by)\b|\b(?:FATAL|PANIC|CRITICAL|Traceback)\b/i;
const SPEAKS_OF_IT =
  /\b(?:error|err|exception|fail(?:ed|ure)?|cannot|can['’]t|could not|unable|denied|refused|invalid|missing|unknown|no such|not found|not a|illegal|unexpected|aborted|killed|segmentation)\b/i;
/** Frames of a stack, brackets, and what Node.js says at its end. */
const FRAME = /^\s*(?:at |\.{3} \d+ more|File "|[{}[\]()^~]+$|Node\.js v|throw )|^goroutine |^\s*\^/;

/** The line of the log that says why, and of what it speaks. */
export interface LogWord {
  line: string;
  shows: LogShows[];
}

/** What the container that is diagnosed wrote last; none where the log is another’s, or none was read. */
export function ownLines({ log }: Pick<DiagnosisParts, 'log'>): readonly string[] {
  return log?.known === true && log.value.container === undefined ? log.value.lines : [];
}

/** The line that decides: the last one that names an error, else that speaks of one, else the last. Undefined without lines. */
export function decidingLine(all: readonly string[]): LogWord | undefined {
  const lines = all.filter((line) => !FRAME.test(line));
  const line =
    lines.findLast((each) => shown(each).length > 0 && NAMES_IT.test(each)) ??
    lines.findLast((each) => shown(each).length > 0) ??
    lines.findLast((each) => NAMES_IT.test(each)) ??
    lines.findLast((each) => SPEAKS_OF_IT.test(each)) ??
    lines.at(-1);
  return line === undefined ? undefined : { line, shows: shown(line) };
}

/** The last line that shows it, best one that names an error; undefined where none does. */
export function lineThatShows(parts: Pick<DiagnosisParts, 'log'>, what: LogShows): string | undefined {
  const lines = ownLines(parts).filter((line) => LOG_SHOWS[what].test(line));
  return lines.findLast((line) => NAMES_IT.test(line)) ?? lines.at(-1);
}

function shown(line: string): LogShows[] {
  return (Object.keys(LOG_SHOWS) as LogShows[]).filter((what) => LOG_SHOWS[what].test(line));
}
