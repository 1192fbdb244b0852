import { isIPv6 } from 'node:net';

/** An address of /proc/net/tcp: `ADDRESS:PORT` in hexadecimal. */
export interface Endpoint {
  address: string;
  port: number;
}

/**
 * Reads `0100007F:1F90`: words of 32 bits in the byte order of the host, the port as people write it. IPv4 in IPv6 comes
 * out as IPv4; undefined for anything that is none. https://docs.kernel.org/networking/proc_net_tcp.html
 */
export function parseEndpoint(text: string | undefined, bigEndian: boolean): Endpoint | undefined {
  const [, hex, port] = /^([0-9A-Fa-f]{8}|[0-9A-Fa-f]{32}):([0-9A-Fa-f]{4})$/.exec(text ?? '') ?? [];
  if (hex === undefined || port === undefined) return undefined;
  const bytes = hex.match(/.{8}/g)!.flatMap((word) => {
    const inWord = word.match(/../g)!.map((byte) => Number.parseInt(byte, 16));
    return bigEndian ? inWord : inWord.toReversed();
  });
  return { address: textOf(bytes), port: Number.parseInt(port, 16) };
}

/** Whether the rows come from a host whose words begin with the largest byte: told by loopback and by IPv4 in IPv6. */
export function isBigEndian(local: readonly string[]): boolean {
  return local.some((text) => /^(7F0000[0-9A-F]{2}|0{16}0000FFFF[0-9A-F]{8}|0{24}00000001):/i.test(text));
}

function textOf(bytes: readonly number[]): string {
  if (bytes.length === 4) return bytes.join('.');
  const mapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255;
  if (mapped) return bytes.slice(12).join('.');
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((bytes[index * 2]! << 8) | bytes[index * 2 + 1]!).toString(16),
  ).join(':');
  // URL writes it as people do: RFC 5952.
  const short = URL.parse(`http://[${groups}]/`)?.hostname.slice(1, -1) ?? groups;
  return isIPv6(short) ? short : groups;
}
