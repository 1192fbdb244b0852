/** One line of metrics. */
export interface MetricSample {
  name: string;
  labels: ReadonlyMap<string, string>;
  value: number;
  /** Milliseconds since 1970, where the line says when it was read. */
  at?: number;
}

/** Longer lines are nobody's metrics. */
const LONGEST_LINE = 16 * 1024;
const MOST_LABELS = 64;

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*/;
const LABEL = /\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*=\s*"((?:[^"\\]|\\.)*)"\s*(,?)/y;
const LABELS_END = /\s*\}/y;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const ESCAPES: Record<string, string> = { '\\n': '\n', '\\"': '"', '\\\\': '\\' };

/**
 * Reads the wanted metrics out of a text in Prometheus' exposition format, one by one. A kubelet's text has tens of
 * thousands of lines of which a few hundred matter: the others are passed over by their names. Comments, lines that
 * are malformed, and values that are no finite number are left out. Takes time in proportion to the text.
 *
 * Format: https://prometheus.io/docs/instrumenting/exposition_formats/#text-format-details
 */
export function* metricSamples(text: string, wanted: ReadonlySet<string>): Generator<MetricSample> {
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const name = NAME.exec(text.slice(start, Math.min(end, start + 256)).trimStart())?.[0];
    if (name !== undefined && wanted.has(name) && end - start <= LONGEST_LINE) {
      const sample = sampleOf(text.slice(start, end).trim(), name);
      if (sample !== undefined) yield sample;
    }
    start = end + 1;
  }
}

function sampleOf(line: string, name: string): MetricSample | undefined {
  const labelled = labelsOf(line, name.length);
  if (labelled === undefined) return undefined;
  const [value = '', at, ...more] = line.slice(labelled.end).trim().split(/\s+/);
  if (!NUMBER.test(value) || more.length > 0 || (at !== undefined && !/^-?\d+$/.test(at))) return undefined;
  const number = Number(value);
  if (!Number.isFinite(number)) return undefined;
  return { name, labels: labelled.labels, value: number, ...(at === undefined ? {} : { at: Number(at) }) };
}

/** The labels between braces, and where what follows them begins; undefined when they are malformed. */
function labelsOf(
  line: string,
  start: number,
): { labels: ReadonlyMap<string, string>; end: number } | undefined {
  const labels = new Map<string, string>();
  const opening = line.slice(start).search(/\S/) + start;
  if (line[opening] !== '{') return /\s/.test(line[start] ?? '') ? { labels, end: start } : undefined;
  let at = opening + 1;
  for (let more = true; more;) {
    LABEL.lastIndex = at;
    const match = LABEL.exec(line);
    if (match === null) break;
    if (labels.size >= MOST_LABELS) return undefined;
    const [whole, key = '', value = '', comma] = match;
    labels.set(
      key,
      value.includes('\\') ? value.replace(/\\[\\n"]/g, (escape) => ESCAPES[escape] ?? '') : value,
    );
    at += whole.length;
    more = comma !== '';
  }
  LABELS_END.lastIndex = at;
  const closing = LABELS_END.exec(line);
  return closing === null ? undefined : { labels, end: at + closing[0].length };
}
