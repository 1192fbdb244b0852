import { isIPv4 } from 'node:net';
import path from 'node:path';
import { EnvauditError } from '../../../errors.ts';
import { cleanText } from '../clean-text.ts';

/** Scheme, host and port, path. What stands behind `?` or `#` is no part of a server. */
const FORM = /^(?:(https?):\/\/)?([^/?#]+)([^?#]*)/i;

// oxlint-disable-next-line no-control-regex -- these are what is looked for
const BROKEN = /[\u0000-\u001f\u007f]|%(?![0-9a-f]{2})/i;

/**
 * The API server's URL, with a path prefix where it has one. As in client-go, a server without a scheme is http, whatever
 * else was said about TLS, and can have no path.
 * https://github.com/kubernetes/client-go/blob/master/rest/url_utils.go
 * @throws EnvauditError `kubeconfig`
 */
export function serverUrl(server: string): URL {
  const [, scheme, authority = '', prefix = ''] = FORM.exec(server) ?? [];
  const text = `${scheme ?? 'http'}://${authority}`;
  const hasForm = (scheme !== undefined || prefix === '' || prefix === '/') && !/[\s\\]/.test(authority);
  if (!hasForm || BROKEN.test(authority + prefix) || !URL.canParse(text)) throw notServer(server);
  const url = new URL(text);
  // What browsers take for an address, as 127.1, is a name elsewhere.
  if (isIPv4(url.hostname) && !isIPv4(authority.replace(/^.*@|:\d*$/g, ''))) throw notServer(server);
  url.pathname = escapedPath(prefix);
  return url;
}

/** The path as Go cleans and escapes it: other libraries escape other characters, and some proxies care. */
function escapedPath(prefix: string): string {
  const bytes = Buffer.from(prefix, 'utf8').toString('latin1');
  const plain = bytes.replace(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return path.posix
    .normalize(`/${plain}`)
    .replace(
      /[^\w.~$&+,/:;=@-]/g,
      (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
    );
}

function notServer(server: string): EnvauditError {
  const shown = cleanText(server, 300);
  return new EnvauditError('kubeconfig', `host must be a URL or a host:port pair: "${shown}"`, {
    hint: 'It must look like https://HOST:PORT; see `kubectl config view --minify`.',
  });
}
