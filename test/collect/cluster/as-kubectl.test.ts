import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TLSSocket } from 'node:tls';
import { describe, expect, onTestFinished, test } from 'vitest';
import { apiPath } from '../../../src/collect/cluster/api-path.ts';
import type { ConfigFlags } from '../../../src/collect/cluster/config-flags.ts';
import { messageOf } from '../../../src/errors.ts';
import { connect } from '../../../src/collect/cluster/connect.ts';
import { json, startServer } from './support/api-server.ts';
import { kubeconfigFor, temporaryFolder } from './support/connect-to.ts';
import { tlsFixture } from './support/tls.ts';

/** What a server sees of us. Bytes of headers are characters. */
interface Seen {
  path?: string;
  host?: string;
  authorization?: string;
  impersonate?: Record<string, string[]>;
  peer?: string;
  serverName?: string;
}

interface Case {
  name: string;
  user?: object;
  cluster?: object;
  flags?: ConfigFlags;
  /** Beside the kubeconfig. */
  files?: Record<string, string>;
  /** The server of the kubeconfig, for one at HOST:PORT; with TLS by default. */
  server?: string;
  plain?: boolean;
  /** What kubectl 1.32 did with the same kubeconfig and flags: seen by the server, or refused. */
  kubectl: Seen | { refused: unknown };
}

const utf8 = (text: string): string => Buffer.from(text).toString('latin1');
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const CERTIFICATE = {
  'client-certificate-data': base64(tlsFixture('client.crt')),
  'client-key-data': base64(tlsFixture('client.key')),
};

function refused(message: RegExp): { refused: unknown } {
  return { refused: expect.stringMatching(message) as unknown };
}

const impersonation: Case[] = [
  {
    name: 'a user outside of Latin-1',
    user: { token: 't', as: '李' },
    kubectl: { authorization: 'Bearer t', impersonate: { user: [utf8('李')] } },
  },
  {
    name: 'a user in Latin-1, which is UTF-8 on the wire as well',
    user: { token: 't', as: 'jürgen' },
    kubectl: { authorization: 'Bearer t', impersonate: { user: [utf8('jürgen')] } },
  },
  {
    name: '--as, --as-group and --as-uid',
    flags: { as: 'a😀b', 'as-group': ['größe', 'b', 'b'], 'as-uid': 'ü' },
    kubectl: { impersonate: { user: [utf8('a😀b')], group: [utf8('größe'), 'b', 'b'], uid: [utf8('ü')] } },
  },
  {
    name: 'extra values, and keys that are escaped',
    user: { as: 'jane', 'as-user-extra': { 'Scopes/ß': ['é', 'b'], 'weird/:;(key)': ['3'] } },
    kubectl: {
      impersonate: {
        user: ['jane'],
        'extra-scopes%2f%c3%9f': [utf8('é'), 'b'],
        'extra-weird%2f%3a%3b%28key%29': ['3'],
      },
    },
  },
  {
    name: 'extra keys that differ in their case are one',
    user: { as: 'j', 'as-user-extra': { Abc: ['1'], abc: ['2'] } },
    kubectl: { impersonate: { user: ['j'], 'extra-abc': ['1', '2'] } },
  },
  {
    name: 'extra keys that JavaScript knows',
    user: JSON.parse('{"as": "j", "as-user-extra": {"__proto__": ["v"], "constructor": ["w"]}}') as object,
    kubectl: { impersonate: { user: ['j'], 'extra-__proto__': ['v'], 'extra-constructor': ['w'] } },
  },
  {
    name: '--as-user-extra with such a key',
    flags: { as: 'j', 'as-user-extra': ['__proto__=v', '__proto__=w'] },
    kubectl: { impersonate: { user: ['j'], 'extra-__proto__': ['v', 'w'] } },
  },
  { name: 'a tab', user: { as: 'a\tb' }, kubectl: { impersonate: { user: ['a\tb'] } } },
  {
    name: 'a line break',
    user: { as: 'a\nb' },
    kubectl: refused(/^invalid header field value for "Impersonate-User"/),
  },
  {
    name: 'a control character in a group',
    user: { as: 'a', 'as-groups': ['b\u007f'] },
    kubectl: refused(/^invalid header field value for "Impersonate-Group"/),
  },
];

const credentials: Case[] = [
  { name: 'a token in UTF-8', user: { token: 'tök' }, kubectl: { authorization: utf8('Bearer tök') } },
  {
    name: 'a token with a line break',
    user: { token: 'a\nb' },
    kubectl: refused(/^invalid header field value for "Authorization"/),
  },
  {
    name: '--token beside a tokenFile, which counts',
    user: { tokenFile: 'token' },
    flags: { token: 'new' },
    files: { token: 'from-file\n' },
    kubectl: { authorization: 'Bearer from-file' },
  },
  {
    name: '--token beside a tokenFile that is not there',
    user: { tokenFile: 'gone' },
    flags: { token: 'new' },
    kubectl: { authorization: 'Bearer new' },
  },
  {
    name: 'a user in the URL of the server, who wins',
    user: { token: 't' },
    server: 'https://joe:p%20w@HOST:PORT',
    kubectl: { authorization: `Basic ${base64('joe:p w')}` },
  },
  {
    name: 'a key without a certificate, twice and not there',
    user: { token: 't', 'client-key': 'gone', 'client-key-data': base64(tlsFixture('client.key')) },
    kubectl: { authorization: 'Bearer t' },
  },
  {
    name: 'an auth provider that nobody knows, beside a token',
    user: { token: 't', 'auth-provider': { name: 'zzz' } },
    kubectl: refused(/no Auth Provider found for name "zzz"/),
  },
  {
    name: 'a plugin with a variable without a name',
    user: {
      exec: {
        apiVersion: 'client.authentication.k8s.io/v1',
        command: 'a',
        interactiveMode: 'Never',
        env: [{ value: '1' }],
      },
    },
    kubectl: refused(/env variable name must be specified for jane to use exec authentication plugin/),
  },
];

const servers: Case[] = [
  {
    name: 'no scheme is http, with TLS settings and credentials as well',
    server: 'HOST:PORT',
    plain: true,
    cluster: { 'certificate-authority-data': base64(tlsFixture('ca.crt')) },
    user: { ...CERTIFICATE, token: 't', as: 'j' },
    kubectl: { impersonate: { user: ['j'] } },
  },
  {
    name: 'no scheme, and not to be verified',
    server: 'localhost:PORT',
    plain: true,
    cluster: { 'insecure-skip-tls-verify': true },
    kubectl: { host: 'localhost:PORT' },
  },
  {
    name: 'no scheme and a path',
    server: 'HOST:PORT/p',
    kubectl: refused(/^host must be a URL or a host:port/),
  },
  {
    name: 'no scheme and no host',
    server: '//HOST:PORT',
    kubectl: refused(/^host must be a URL or a host:port/),
  },
  {
    name: 'another scheme',
    server: 'ftp://HOST:PORT',
    kubectl: refused(/^host must be a URL or a host:port/),
  },
  {
    name: 'a space behind it',
    server: 'https://HOST:PORT ',
    kubectl: refused(/^host must be a URL or a host:port/),
  },
  {
    name: 'a backslash',
    server: 'https://HOST:PORT\\a',
    kubectl: refused(/^host must be a URL or a host:port/),
  },
  {
    name: 'half an escape',
    server: 'https://HOST:PORT/a%zz',
    kubectl: refused(/^host must be a URL or a host:port/),
  },
  { name: 'a short address', server: 'https://127.1:PORT', kubectl: refused(/127\.1/) },
  {
    name: 'a path',
    server: 'https://HOST:PORT/k8s/clusters/c-1/',
    kubectl: { path: '/k8s/clusters/c-1/version' },
  },
  {
    name: 'a path with // and ..',
    server: 'https://HOST:PORT//a/../b/./c//',
    kubectl: { path: '/b/c/version' },
  },
  {
    name: 'a path with escapes, a query and a fragment',
    server: 'https://HOST:PORT/a%2Fb%20c d/ü?x=1#y',
    kubectl: { path: '/a/b%20c%20d/%C3%BC/version' },
  },
  {
    name: 'a path with characters that not everybody escapes',
    server: 'https://HOST:PORT/a;b,c\'d(e)!*$&+=:@~[a]|^{}`"<>',
    kubectl: {
      path: '/a;b,c%27d%28e%29%21%2A$&+=:@~%5Ba%5D%7C%5E%7B%7D%60%22%3C%3E/version',
    },
  },
  {
    name: 'a name for its certificate',
    cluster: { 'tls-server-name': 'api.test' },
    kubectl: { serverName: 'api.test' },
  },
  {
    name: 'an address for its certificate',
    server: 'https://localhost:PORT',
    cluster: { 'tls-server-name': '127.0.0.1' },
    kubectl: { host: 'localhost:PORT' },
  },
  {
    name: 'another address for its certificate',
    cluster: { 'tls-server-name': '127.0.0.9' },
    kubectl: refused(/certificate/),
  },
];

describe.each([
  { what: 'impersonation', cases: impersonation },
  { what: 'credentials', cases: credentials },
  { what: 'servers', cases: servers },
])('as kubectl does: $what', ({ cases }) => {
  test.each(cases)('$name', async ({ kubectl, ...asked }) => {
    const outcome = seen(asked).catch((error: unknown) => ({ refused: messageOf(error) }));
    expect(await outcome).toEqual(kubectl);
  });
});

async function seen({
  user,
  cluster,
  flags,
  files,
  server,
  plain,
}: Omit<Case, 'kubectl' | 'name'>): Promise<Seen> {
  const { url, port } = await startServer({
    ...(plain === true ? { certificate: undefined } : {}),
    handle: (request, response) =>
      json(response, { headers: request.rawHeaders, ...socketOf(request.socket), path: request.url }),
  });
  const put = (text: string): string => text.replace('HOST', '127.0.0.1').replace('PORT', String(port));
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files ?? {})) writeFileSync(path.join(folder, name), text);
  const kubeconfig = path.join(folder, 'config');
  const text = kubeconfigFor(url, {
    user: user ?? {},
    cluster: { ...(server && { server: put(server) }), ...cluster },
  });
  writeFileSync(kubeconfig, text);
  const connected = await connect({ flags: { kubeconfig, ...flags }, env: {}, warn: () => {} });
  onTestFinished(() => connected.close());
  const answer = await connected.get<ReturnType<typeof socketOf> & { headers: string[]; path: string }>(
    apiPath`/version`,
  );
  return reduced(answer, port);
}

function socketOf(socket: unknown): { peer?: string | undefined; serverName?: string | undefined } {
  const { getPeerCertificate, servername } = socket as Partial<TLSSocket> & { servername?: string | false };
  return {
    peer: getPeerCertificate?.call(socket)?.subject?.CN?.toString(),
    serverName: servername || undefined,
  };
}

/** Only what is not as it always is. */
function reduced(
  {
    headers,
    path: asked,
    peer,
    serverName,
  }: ReturnType<typeof socketOf> & { headers: string[]; path: string },
  port: number,
): Seen {
  const found: Seen = {};
  for (let at = 0; at < headers.length; at += 2) {
    const [name, value] = [headers[at]!.toLowerCase(), headers[at + 1]!];
    const impersonated = /^impersonate-(.*)/.exec(name)?.[1];
    if (name === 'authorization') found.authorization = value;
    if (name === 'host' && value !== `127.0.0.1:${port}`) found.host = value.replace(String(port), 'PORT');
    if (impersonated !== undefined) ((found.impersonate ??= {})[impersonated] ??= []).push(value);
  }
  if (asked !== '/version') found.path = asked;
  if (peer !== undefined) found.peer = peer;
  if (serverName !== undefined && serverName !== 'localhost') found.serverName = serverName;
  return found;
}
