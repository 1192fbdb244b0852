import { expect, test } from 'vitest';
import { bypassesProxy } from '../../../../src/collect/cluster/transport/no-proxy.ts';

// The table of Go's own tests: golang.org/x/net/http/httpproxy/proxy_test.go, and CIDRs.
test.each<[noProxy: string, host: string, direct: boolean]>([
  ['', 'localhost:80', true],
  ['', '127.0.0.1:443', true],
  ['', '127.0.0.2:443', true],
  ['', '[::1]:443', true],
  ['', '[::2]:443', false],
  ['', 'barbaz.net:443', false],
  ['', 'www.google.com:443', false],
  ['*', 'www.google.com:443', true],
  ['foobar.com', 'foobar.com:443', true],
  ['foobar.com', 'www.foobar.com:443', true],
  ['foobar.com', 'foofoobar.com:443', false],
  ['.foobar.com', 'foobar.com:443', false],
  ['.foobar.com', 'www.foobar.com:443', true],
  ['*.foobar.com', 'foobar.com:443', false],
  ['*.foobar.com', 'www.foobar.com:443', true],
  [' a.com , b.com ', 'b.com:443', true],
  ['BAZ.com', 'baz.com:443', true],
  ['baz.com:6443', 'baz.com:443', false],
  ['baz.com:443', 'baz.com:443', true],
  ['192.168.1.1', '192.168.1.1:6443', true],
  ['192.168.1.1', '192.168.1.2:6443', false],
  ['192.168.1.1:6443', '192.168.1.1:6443', true],
  ['192.168.1.1:1', '192.168.1.1:6443', false],
  ['192.168.0.0/16', '192.168.1.1:6443', true],
  ['192.168.0.0/16', '192.169.1.1:6443', false],
  ['10.0.0.0/8,::1/128', '10.1.2.3:443', true],
  ['2001:db8::/32', '[2001:db8::52:0:1]:443', true],
  ['2001:db8::/32', '[2003:db8::52:0:1]:443', false],
  ['[2001:db8::52:0:1]', '[2001:db8:0:0:0:52:0:1]:443', true],
  ['[2001:db8::52:0:1]:443', '[2001:db8::52:0:1]:443', true],
  ['[2001:db8::52:0:1]:1', '[2001:db8::52:0:1]:443', false],
  ['10.0.0.0/8', 'ten.example.com:443', false],
  ['10.0.0.0/99, ,,:80', '10.0.0.1:443', false],
])('NO_PROXY=%j, %s: direct %s', (noProxy, address, direct) => {
  const url = new URL(`http://${address}`);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  expect(bypassesProxy({ host, port: url.port || '80' }, noProxy)).toBe(direct);
});
