import { EnvauditError } from '../../../errors.ts';
import { cleanText } from '../clean-text.ts';
import { bypassesProxy } from './no-proxy.ts';

const SCHEMES = new Set(['http:', 'https:', 'socks5:', 'socks5h:']);

/**
 * The proxy on the way to an API server: the cluster's proxy-url, which knows no exceptions, else HTTPS_PROXY or
 * HTTP_PROXY (upper case first) with those of NO_PROXY. Undefined: none.
 * Throws an EnvauditError (`kubeconfig`, `proxy`) for a URL that is none.
 */
export function proxyFor({
  server,
  proxyUrl,
  env,
}: {
  server: URL;
  proxyUrl: string | undefined;
  env: NodeJS.ProcessEnv;
}): URL | undefined {
  if (proxyUrl) {
    const url = parse(proxyUrl);
    if (url === undefined || !SCHEMES.has(url.protocol)) throw invalid('kubeconfig', "'proxy-url'", proxyUrl);
    return url;
  }
  const name = server.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const value = either(env, name);
  if (value === '') return undefined;
  const target = {
    host: server.hostname.replace(/^\[|\]$/g, '').toLowerCase(),
    port: server.port || (server.protocol === 'https:' ? '443' : '80'),
  };
  if (bypassesProxy(target, either(env, 'NO_PROXY'))) return undefined;
  const url = parse(value);
  // `proxy.example.com:3128` without a scheme is common; Go takes it for http.
  if (url !== undefined && SCHEMES.has(url.protocol)) return url;
  const guessed = value.includes('://') ? undefined : parse(`http://${value}`);
  if (guessed === undefined) throw invalid('proxy', name, value);
  return guessed;
}

/** A proxy without its password, for messages. */
export function shownProxy(proxy: URL): string {
  return cleanText(`${proxy.protocol}//${proxy.host}`, 300);
}

function either(env: NodeJS.ProcessEnv, name: string): string {
  return env[name] || env[name.toLowerCase()] || '';
}

function parse(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

function invalid(code: string, what: string, value: string): EnvauditError {
  const shown = cleanText(value.replace(/\/\/[^/@]*@/, '//'), 300);
  return new EnvauditError(code, `invalid ${what} "${shown}"`, {
    hint: 'It must be a URL whose scheme is http, https or socks5, such as http://proxy.example.com:3128.',
  });
}
