import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { ApiStatus } from '../api/status.ts';

const REMOTE_COMMAND = 'v4.channel.k8s.io';
const PORT_FORWARD = 'portforward.k8s.io';

export function isSpdy({ headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === 'spdy/3.1';
}

/**
 * Answers an upgrade to SPDY, and gives the connection. Throws 403 where the client offers no protocol that the subresource
 * speaks. https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/apimachinery/pkg/util/httpstream/httpstream.go
 */
export function acceptSpdy(
  { headersDistinct }: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  subresource: string,
): Duplex {
  const protocol = subresource === 'portforward' ? PORT_FORWARD : REMOTE_COMMAND;
  const offered = (headersDistinct['x-stream-protocol-version'] ?? []).flatMap((line) => line.split(/, */));
  if (!offered.includes(protocol))
    throw new ApiStatus(
      403,
      `unable to negotiate protocol: client supports ${JSON.stringify(offered)}, server accepts ["${protocol}"]`,
    );
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: SPDY/3.1\r\nX-Stream-Protocol-Version: ${protocol}\r\n\r\n`,
  );
  if (head.length > 0) socket.unshift(head);
  return socket;
}
