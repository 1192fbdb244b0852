import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Fault, FaultAction } from '../../src/demo/faults.ts';
import { scenarios } from '../../src/demo/scenarios/index.ts';
import { generate } from '../../src/demo/workloads.ts';
import { EXIT } from '../../src/errors.ts';
import { startCli, testCluster, type CliResult, type TestCluster } from './run-cli.ts';

const { pod: crashing, namespace: crashingNamespace } = scenarios.find(({ id }) => id === 'crash-loop')!;
const POD = ['load-0000', '-n', 'load'];

let cluster: TestCluster;

beforeAll(async () => {
  const load = generate({ namespace: 'load', pods: 3, services: 20 });
  cluster = await testCluster({ extras: [load], namespaceIsolation: false });
});
beforeEach(() => cluster.demo.setFaults([]));
afterAll(() => cluster.close());

interface BadDay {
  name: string;
  args: readonly string[];
  faults?: readonly Fault[];
  code: number;
  /** What must be read on stderr or in the report: what, why, what next. */
  says: readonly RegExp[];
}

const exec = (action: FaultAction): Fault[] => [{ verb: 'exec', action }];
const api = (action: FaultAction, path?: string): Fault[] => [{ ...(path ? { path } : {}), action }];

const NAMES: BadDay[] = [
  {
    name: 'a pod that does not exist, with near names',
    args: ['load-000', '-n', 'load'],
    code: EXIT.error,
    says: [/pods "load-000" not found in namespace "load"/, /Did you mean pod\/load-0000/],
  },
  {
    name: 'a workload’s letters in another order',
    args: ['deploy/wbe', '-n', 'shop'],
    code: EXIT.error,
    says: [/deployments\.apps "wbe" not found/, /Did you mean deployment\/web/],
  },
  {
    name: 'a namespace that does not exist, with near names',
    args: ['deploy/web', '-n', 'hsop'],
    code: EXIT.error,
    says: [/deployments\.apps "web" not found: there is no namespace "hsop"/, /Did you mean shop\?/],
  },
  {
    name: 'a selector in a namespace that does not exist',
    args: ['-l', 'app=web', '-n', 'hsop'],
    code: EXIT.nothing,
    says: [/No pods with the labels app=web found: there is no namespace "hsop"/, /Did you mean shop\?/],
  },
  {
    name: 'a workload’s name instead of a pod’s',
    args: ['web', '-n', 'shop'],
    code: EXIT.error,
    says: [/pods "web" not found/, /deployment\/web/],
  },
  {
    name: 'a container that the pod does not have, with those that it has',
    args: [...POD, '-c', 'proxy'],
    code: EXIT.error,
    says: [/container proxy is not valid for pod load-0000/, /Its containers: app/],
  },
  {
    name: 'a resource type without pods',
    args: ['configmap/app'],
    code: EXIT.usage,
    says: [/resource type "configmap"/, /deployment/],
  },
  {
    name: 'a selector that nothing matches',
    args: ['-l', 'app=nothing', '-n', 'load'],
    code: EXIT.nothing,
    says: [/No pods with the labels app=nothing found in namespace "load"/],
  },
  {
    name: 'one good target and one wrong one: the good one is reported',
    args: ['load-0000', 'load-9', '-n', 'load'],
    code: EXIT.incomplete,
    says: [/pods "load-9" not found/, /load-0000/],
  },
  {
    name: 'a crash-looping pod: why, and what its next start would get',
    args: [crashing, '-n', crashingNamespace, '-v'],
    code: EXIT.ok,
    says: [/argument list too long|CrashLoopBackOff/, /at the next restart/],
  },
];

const RIGHTS: BadDay[] = [
  {
    name: 'no right to exec: which, how to check, a Role, and the prediction',
    args: [...POD, '-v', '--kubeconfig', 'KUBECONFIG'],
    faults: exec({ kind: 'forbidden', user: 'dev' }),
    code: EXIT.incomplete,
    says: [
      /pods\/exec/,
      /kubectl auth can-i (get|create) pods.*-n load/,
      /kind: Role/,
      /168 variables|~?168/,
    ],
  },
  {
    name: 'no right to list Services: the counts still come',
    args: [...POD, '-v'],
    faults: api({ kind: 'forbidden', user: 'dev' }, '/services'),
    code: EXIT.incomplete,
    says: [/services/, /kubectl auth can-i list services -n load/, /exec gets/],
  },
  {
    name: 'no right to list Services nor to exec: unknown, not ok',
    args: [...POD, '-v'],
    faults: [
      { path: '/services', action: { kind: 'forbidden', user: 'dev' } },
      { verb: 'exec', action: { kind: 'forbidden', user: 'dev' } },
    ],
    code: EXIT.incomplete,
    says: [/UNKNOWN pod\/load-0000/, /Unknown, because neither/, /list services/, /pods\/exec/],
  },
  {
    name: 'no right to get pods',
    args: POD,
    faults: api({ kind: 'forbidden', user: 'dev' }, '/pods'),
    code: EXIT.error,
    says: [/not allowed to get pods in namespace load/, /kubectl auth can-i get pods -n load/],
  },
  {
    name: 'an expired token',
    args: POD,
    faults: api({ kind: 'status', code: 401, reason: 'Unauthorized', message: 'Unauthorized' }),
    code: EXIT.error,
    says: [/logged in|expired|[Uu]nauthorized/],
  },
];

const EXECS: BadDay[] = [
  {
    name: 'neither shell nor runtime: the prediction and the model',
    args: [...POD, '-v'],
    faults: exec({
      kind: 'exec-not-started',
      message: 'exec: "sh": executable file not found in $PATH: unknown',
    }),
    code: EXIT.ok,
    says: [/no shell and no runtime/, /at the next restart/],
  },
  {
    name: 'no command can be started any more: the strongest finding',
    args: POD,
    faults: exec({ kind: 'exec-not-started', message: 'exec /bin/sh: argument list too long: unknown' }),
    code: EXIT.incomplete,
    says: [/CRITICAL/, /argument list too long/],
  },
  {
    name: 'exec refused',
    args: POD,
    faults: exec({ kind: 'status', code: 400, reason: 'BadRequest', message: 'unable to upgrade' }),
    code: EXIT.incomplete,
    says: [/unable to upgrade/],
  },
  {
    name: 'the pod went away meanwhile',
    args: POD,
    faults: exec({ kind: 'status', code: 404, reason: 'NotFound', message: 'pods "load-0000" not found' }),
    code: EXIT.incomplete,
    says: [/pods "load-0000" not found/],
  },
  {
    name: 'the socket breaks half-way',
    args: POD,
    faults: exec({ kind: 'exec-drop', afterBytes: 40 }),
    code: EXIT.incomplete,
    says: [/connection to container app of pod load-0000 broke/, /again/],
  },
  {
    name: 'the socket closes without a status behind a whole answer',
    args: POD,
    faults: exec({ kind: 'exec-no-status' }),
    code: EXIT.ok,
    says: [/168 variables/],
  },
  {
    name: 'an answer that is garbage',
    args: POD,
    faults: exec({ kind: 'exec-output', text: '\u001b[2Jwelcome to my shell\n' }),
    code: EXIT.incomplete,
    says: [/answer/],
  },
  {
    name: 'an answer without end',
    args: POD,
    faults: exec({ kind: 'exec-endless' }),
    code: EXIT.incomplete,
    says: [/more than the probe ever prints|does not end|too large/],
  },
  {
    name: 'an answer that never comes',
    args: [...POD, '--probe-timeout', '1'],
    faults: exec({ kind: 'exec-silent' }),
    code: EXIT.incomplete,
    says: [/did not answer in \d+ s/, /--probe estimate/],
  },
  {
    name: 'exit code 126',
    args: POD,
    faults: exec({ kind: 'exec-exit', code: 126, stderr: 'sh: 1: cat: Permission denied\n' }),
    code: EXIT.incomplete,
    says: [/exit code 126 \(a command in the container cannot be executed\)/, /Permission denied/],
  },
  {
    name: 'exit code 127',
    args: POD,
    faults: exec({ kind: 'exec-exit', code: 127, stderr: 'sh: 1: tr: not found\n' }),
    code: EXIT.incomplete,
    says: [/exit code 127/, /tr: not found/],
  },
];

const SERVER: BadDay[] = [
  {
    name: 'too many requests, twice: asked again',
    args: POD,
    faults: [
      {
        path: '/pods/load-0000',
        verb: 'get',
        times: 2,
        action: { kind: 'status', code: 429, retryAfter: 1 },
      },
    ],
    code: EXIT.ok,
    says: [/load-0000/],
  },
  {
    name: 'a server error, once: asked again',
    args: [...POD, '-v'],
    faults: [{ path: '/services', times: 1, action: { kind: 'status', code: 503 } }],
    code: EXIT.ok,
    says: [/exec gets/],
  },
  {
    name: 'server errors without end',
    args: POD,
    faults: api({ kind: 'status', code: 500, message: 'etcd is down' }, '/pods/load-0000'),
    code: EXIT.error,
    says: [/failed \(500\)/, /etcd is down/],
  },
  {
    name: 'a server that hangs',
    args: [...POD, '--request-timeout', '1s'],
    faults: api({ kind: 'hang' }, '/pods/load-0000'),
    code: EXIT.error,
    says: [/within 1 s|timed out|did not answer/, /--request-timeout/],
  },
  {
    name: 'the login page of a proxy',
    args: POD,
    faults: api({ kind: 'login-page' }),
    code: EXIT.error,
    says: [/text\/html|HTML/],
  },
  {
    name: 'bytes that are no JSON',
    args: POD,
    faults: api({ kind: 'garbage' }),
    code: EXIT.error,
    says: [/is not the Kubernetes API/, /server of the kubeconfig/],
  },
  {
    name: 'a server that is not there',
    args: [...POD, '--server', 'https://127.0.0.1:1'],
    code: EXIT.error,
    says: [/connection to the server 127\.0\.0\.1:1 was refused/],
  },
  {
    name: 'a certificate of an unknown authority',
    args: [...POD, '--kubeconfig', 'KUBECONFIG', '--tls-server-name', 'other.example'],
    code: EXIT.error,
    says: [/certificate/i],
  },
];

describe.each([
  ['names', NAMES],
  ['rights', RIGHTS],
  ['exec', EXECS],
  ['the server', SERVER],
])('bad days: %s', (_, days) => {
  test.each(days)('$name', async ({ args, faults = [], code, says }) => {
    cluster.demo.setFaults(faults);
    const result = await cluster.ask(args.map((word) => (word === 'KUBECONFIG' ? cluster.kubeconfig : word)));
    expectManners(result);
    // Where a line breaks depends on the width.
    const text = (result.stderr + result.stdout).replaceAll(/\s+/g, ' ');
    expect(text).toMatch(says[0] ?? /./);
    for (const pattern of says.slice(1)) expect(text).toMatch(pattern);
    expect(result.code).toBe(code);
  });
});

describe('a kubeconfig', () => {
  test.each([
    ['that is not YAML names file and line', 'clusters:\n- name: [\n', /bad\.yaml.*line 3|bad\.yaml:3/s],
    ['of another shape says what is wrong', 'clusters: 7\n', /clusters/],
    ['whose context is missing says so', 'current-context: prod\n', /context .*prod/],
  ])('%s', async (_, text, pattern) => {
    const file = join(cluster.folder, 'bad.yaml');
    await writeFile(file, text);
    const result = await startCli(['web', '--kubeconfig', file]).result;
    expectManners(result);
    expect(result.code).toBe(EXIT.error);
    expect(result.stderr).toMatch(pattern);
  });

  test('that does not exist says so', async () => {
    const result = await startCli(['web', '--kubeconfig', '/nonexistent/config']).result;
    expect(result.code).toBe(EXIT.error);
    expect(result.stderr).toMatch(/\/nonexistent\/config/);
  });
});

describe('the private key of the kubeconfig', () => {
  test.each<[string, readonly string[], readonly Fault[]]>([
    ['when exec is refused', POD, exec({ kind: 'status', code: 403 })],
    ['when the socket breaks', POD, exec({ kind: 'exec-drop', afterBytes: 0 })],
    [
      'when the handshake never ends',
      [...POD, '--probe-timeout', '1', '--request-timeout', '1s'],
      exec({ kind: 'reset' }),
    ],
    ['when the certificate is of another host', [...POD, '--tls-server-name', 'other.example'], []],
    ['when the API server resets the connection', POD, api({ kind: 'reset' })],
  ])('is on no screen and in no file %s', async (_, args, faults) => {
    cluster.demo.setFaults(faults);
    const { key } = cluster.demo.certificates.client;
    const secrets = [
      key,
      Buffer.from(key).toString('base64'),
      ...key.split('\n').filter((line) => line.length > 40),
    ];
    const file = join(cluster.folder, 'with-certificate.json');
    const result = await cluster.run([
      ...args,
      '--context',
      'demo-certificate',
      '-n',
      'load',
      '-v',
      '--save',
      file,
    ]);
    const saved = await readFile(file, 'utf8').catch(() => '');
    for (const secret of secrets) expect(result.stdout + result.stderr + saved).not.toContain(secret);
    expect(result.stderr + result.stdout).not.toBe('');
  });
});

test('with -o json the error is JSON, and stdout stays empty', async () => {
  const result = await cluster.run(['nope', '-n', 'load', '-o', 'json']);
  expect(result.stdout).toBe('');
  expect(JSON.parse(result.stderr)).toMatchObject({
    kind: 'Error',
    code: 'not-found',
    hint: expect.any(String),
  });
});

/** Data on stdout, talk on stderr; no stack trace, no raw escape sequence, and no promise unhandled. */
function expectManners({ stdout, stderr }: CliResult): void {
  expect(stdout + stderr).not.toMatch(/\n {4}at |UnhandledPromise|\[object Object\]|undefined|PRIVATE KEY/);
  expect(stdout + stderr).not.toContain('\u001B');
}
