import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { RequestInfo } from './api/request-info.ts';
import { groupVersion, resourcesOf, type Release } from './api/resources.ts';
import type { FaultAction } from './faults.ts';

/** What a gzip member of a dense answer holds before it is compressed; readers take any number of members. */
const MEMBER = 1024 * 1024;

/** Answers a request wrongly on purpose. False when the fault is none that shows instead of the right answer. */
export function answerWrongly(
  fault: FaultAction,
  { info, response, release }: { info: RequestInfo; response: ServerResponse; release: Release },
): boolean {
  // eslint-disable-next-line typescript/switch-exhaustiveness-check -- the others show earlier, or change the answer
  switch (fault.kind) {
    case 'answer': {
      const { body } = fault;
      sendText(response, 'application/json', typeof body === 'string' ? body : JSON.stringify(body));
      return true;
    }
    case 'dense':
      sendDense(response, fault);
      return true;
    case 'drip': {
      response.writeHead(200, { 'content-type': 'application/json' });
      const timer = setInterval(() => response.write(' '), fault.everyMs);
      response.on('close', () => clearInterval(timer)).on('error', () => undefined);
      return true;
    }
    case 'stream':
      response.writeHead(200, { 'content-type': 'application/json' });
      response.flushHeaders();
      if (fault.finally === 'end') response.end(fault.text);
      else response.write(fault.text, () => fault.finally === 'cut' && response.socket?.destroy());
      return true;
    case 'cut':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100000' });
      response.write('{"kind":', () => response.socket?.end());
      return true;
    case 'damaged':
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(Buffer.concat([gzipSync('{"kind":"PodList"}').subarray(0, 14), Buffer.alloc(50, 0xff)]));
      return true;
    case 'endless-list':
      sendText(response, 'application/json', JSON.stringify(nextPage(fault, info, release)));
      return true;
    case 'redirect':
      response.writeHead(302, { location: fault.to });
      response.end();
      return true;
    default:
      return false;
  }
}

/** The right answer, or what a `change` makes of it. */
export function changed<T extends object | string>(fault: FaultAction | undefined, right: T): T {
  if (fault?.kind !== 'change') return right;
  const change = fault.change as (body: unknown) => unknown;
  // What was asked for stays in the store as it is.
  if (typeof right !== 'string') return change(JSON.parse(JSON.stringify(right))) as T;
  return (right.startsWith('{') ? JSON.stringify(change(JSON.parse(right))) : change(right)) as T;
}

function sendDense(
  response: ServerResponse,
  { before, text, times, after }: Extract<FaultAction, { kind: 'dense' }>,
): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
  const perMember = Math.ceil(MEMBER / text.length);
  const member = gzipSync(text.repeat(perMember));
  response.write(gzipSync(before));
  for (let left = times; left > 0; left -= perMember) response.write(member);
  response.end(gzipSync(after));
}

function nextPage(
  { items = [], token }: Extract<FaultAction, { kind: 'endless-list' }>,
  { group, version, plural, query }: RequestInfo,
  release: Release,
): object {
  const resource = resourcesOf(release).find(
    (one) => one.group === group && one.version === version && one.plural === plural,
  );
  const number = Number(query.get('continue') ?? 0) + 1;
  return {
    kind: `${resource?.kind}List`,
    apiVersion: resource === undefined ? version : groupVersion(resource),
    metadata: { continue: token ?? String(number) },
    items,
  };
}

function sendText(response: ServerResponse, type: string, text: string): void {
  response.writeHead(200, { 'content-type': type });
  response.end(text);
}
