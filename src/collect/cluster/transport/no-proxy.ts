import { BlockList, isIP } from 'node:net';

export interface HostAndPort {
  /** Lower case, without brackets. */
  host: string;
  port: string;
}

/**
 * Whether an entry of NO_PROXY (or the loopback rule) says that `target` is reached directly. Entries: `*`, names
 * (`example.com` also stands for its subdomains, `.example.com` for these alone), addresses, CIDRs; names and
 * addresses may carry a port. The rules are those of Go's httpproxy, which kubectl follows.
 * https://pkg.go.dev/golang.org/x/net/http/httpproxy#Config
 */
export function bypassesProxy(target: HostAndPort, noProxy: string): boolean {
  if (target.host === 'localhost' || isLoopback(target.host)) return true;
  return noProxy
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .some((entry) => entry !== '' && matches(target, entry));
}

function matches(target: HostAndPort, entry: string): boolean {
  if (entry === '*') return true;
  const targetIsAddress = isIP(target.host) !== 0;
  const network = parseNetwork(entry);
  if (network !== undefined) return targetIsAddress && network.check(target.host, family(target.host));

  const { host, port } = splitPort(entry);
  if (host === '' || (port !== undefined && port !== target.port)) return false;
  if (isIP(host) !== 0) return targetIsAddress && sameAddress(host, target.host);
  const name = host.startsWith('*.') ? host.slice(1) : host;
  if (name.startsWith('.')) return target.host.endsWith(name);
  return target.host === name || target.host.endsWith(`.${name}`);
}

function parseNetwork(entry: string): BlockList | undefined {
  const [address, bits, ...rest] = entry.split('/');
  if (address === undefined || bits === undefined || rest.length > 0) return undefined;
  const version = isIP(address);
  if (version === 0 || !/^\d+$/.test(bits) || Number(bits) > (version === 4 ? 32 : 128)) return undefined;
  const list = new BlockList();
  list.addSubnet(address, Number(bits), family(address));
  return list;
}

/** `host:port`, `[address]:port`, `[address]` or a host alone; an IPv6 address without brackets has no port. */
function splitPort(entry: string): { host: string; port: string | undefined } {
  const bracketed = /^\[([^\]]*)\](?::(\d+))?$/.exec(entry);
  if (bracketed) return { host: bracketed[1]!, port: bracketed[2] };
  const plain = /^([^:]*):(\d+)$/.exec(entry);
  return plain ? { host: plain[1]!, port: plain[2] } : { host: entry, port: undefined };
}

function isLoopback(host: string): boolean {
  return isIP(host) === 4 ? host.startsWith('127.') : isIP(host) === 6 && sameAddress(host, '::1');
}

/** IPv6 addresses can be written in several ways. */
function sameAddress(one: string, other: string): boolean {
  if (isIP(one) !== isIP(other)) return false;
  const list = new BlockList();
  list.addAddress(one, family(one));
  return list.check(other, family(other));
}

function family(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
