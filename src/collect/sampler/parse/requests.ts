import type { RequestSample, UrlSample } from '../../../contracts/sample-evidence.ts';
import type { SampleOrder } from '../request.ts';
import { decimal, whole, words } from './numbers.ts';
import type { Reading } from './reading.ts';

const TOOLS = new Set(['curl', 'node', 'python3', 'wget']);

/** https://curl.se/libcurl/c/libcurl-errors.html */
const CURL: Record<string, string> = {
  '6': 'no-such-name',
  '7': 'refused',
  '28': 'timed-out',
  '35': 'TLS handshake failed',
  '52': 'empty answer',
  '56': 'connection reset',
  '60': 'certificate not trusted',
};
const NODE: Record<string, string> = {
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'no-such-name',
  ETIMEDOUT: 'timed-out',
  EAI_AGAIN: 'name look-up failed',
  ECONNRESET: 'connection reset',
};

/** The timed requests, by URL in the order in which they were asked for. */
export function parseRequests({ jobs, keys }: Reading, { urls, requests }: SampleOrder): UrlSample[] {
  const lines = jobs.map(words);
  const tool = lines.find(([kind]) => kind === 'u')?.[1] ?? keys.get('tool');
  return urls.map((url, number) => {
    const found = requestsOf(
      lines.filter(([kind = '', of]) => 'rxqw'.includes(kind) && of === String(number)),
    ).slice(0, requests);
    const stopped = reasonToStop(tool, found.length, requests);
    return {
      url,
      tool: tool !== undefined && TOOLS.has(tool) ? tool : undefined,
      stopped,
      requests: found,
    };
  });
}

function reasonToStop(tool: string | undefined, made: number, asked: number): string | undefined {
  if (tool === 'none') return 'the image has nothing that makes requests: no curl, node, python3 or wget';
  if (tool === undefined) return 'the sampler did not get to the requests';
  return made < asked ? `the window ended after ${made} of ${asked} requests` : undefined;
}

function requestsOf(lines: readonly string[][]): RequestSample[] {
  const found: RequestSample[] = [];
  for (const [kind, , ...rest] of lines) {
    if (kind === 'r') found.push(...curlRequest(rest));
    else if (kind === 'q') found.push(...otherRequest(rest));
    else if (kind === 'w') found.push(...wgetRequest(rest));
    else if (kind === 'x') explain(found.at(-1), rest[0]);
  }
  return found;
}

/** Seconds; curl says 0 for what did not happen. */
function curlRequest([at, code, ...times]: readonly string[]): RequestSample[] {
  const [totalMs, nameMs, connectMs, tlsMs, firstByteMs] = times.map((text) => {
    const seconds = decimal(text.replace(',', '.'));
    return seconds === undefined ? undefined : Math.round(seconds * 1e6) / 1e3;
  });
  if (totalMs === undefined) return [];
  return [
    {
      at: decimal(at),
      totalMs,
      nameMs: happened(nameMs),
      connectMs: happened(connectMs),
      tlsMs: happened(tlsMs),
      firstByteMs: happened(firstByteMs),
      status: statusOf(code),
    },
  ];
}

function happened(ms: number | undefined): number | undefined {
  return ms === 0 ? undefined : ms;
}

function explain(request: RequestSample | undefined, code: string | undefined): void {
  if (request === undefined || code === undefined || code === '0' || !/^\d{1,3}$/.test(code)) return;
  request.error = CURL[code] ?? `curl ended with code ${code}`;
}

/** Milliseconds; `-` for what did not happen. */
function otherRequest([at, code, ...rest]: readonly string[]): RequestSample[] {
  const [totalMs, nameMs, connectMs, tlsMs, firstByteMs] = rest.slice(0, 5).map(decimal);
  const word = rest[5];
  if (totalMs === undefined) return [];
  const error =
    word === undefined || word === '-' || !/^\w{1,40}$/.test(word) ? undefined : (NODE[word] ?? word);
  const status = statusOf(code);
  return [
    {
      at: decimal(at),
      totalMs,
      nameMs,
      connectMs,
      tlsMs,
      firstByteMs,
      status,
      error,
    },
  ];
}

/** Hundredths of a second and the exit code: all that wget tells in every image. */
function wgetRequest([at, time, code]: readonly string[]): RequestSample[] {
  const hundredths = whole(time);
  if (hundredths === undefined) return [];
  const error =
    code === '0' || code === undefined || !/^\d{1,3}$/.test(code)
      ? undefined
      : code === '137'
        ? 'timed-out'
        : `wget ended with code ${code}`;
  return [{ at: decimal(at), totalMs: hundredths * 10, error }];
}

function statusOf(text: string | undefined): number | undefined {
  const status = whole(text);
  return status !== undefined && status >= 100 && status < 1000 ? status : undefined;
}
