import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import evidenceSchema from '../../docs/diagnosis-evidence.schema.json' with { type: 'json' };
import schema from '../../docs/diagnosis.schema.json' with { type: 'json' };
import { scenarios } from '../../src/demo/scenarios/index.ts';
import { container, generate, pod } from '../../src/demo/workloads.ts';
import type { CheckedStage, Diagnosis } from '../../src/contracts/diagnosis.ts';
import { EXIT } from '../../src/errors.ts';
import { runInProcess } from './in-process.ts';
import { closed, validator } from '../contracts/schema.ts';
import { startCli, testCluster, type CliResult, type TestCluster } from './run-cli.ts';

const SECRET = 'correct-horse-battery-staple';
const HOSTILE = 'evil\u001B[2J\u001B]0;owned\u0007\u202Ename';
const POD = ['diagnose', 'load-0000', '-n', 'load', '--window', '1s'];
const crashing = scenarios.find(({ id }) => id === 'crash-loop')!;

let cluster: TestCluster;

beforeAll(async () => {
  const load = generate({ namespace: 'load', pods: 3, nodes: 1, services: 20 });
  const odd = pod({ namespace: 'odd', name: 'odd' });
  odd.spec = { ...(odd.spec as object), nodeName: HOSTILE };
  (odd.spec as { containers: object[] }).containers.push({ name: HOSTILE, image: HOSTILE });
  const environment = {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    API_TOKEN: SECRET,
    [`TRICK${HOSTILE}`]: SECRET,
  };
  const hostile = {
    objects: [odd],
    containers: { 'odd/odd/app': container({ environment, isolated: false }) },
  };
  cluster = await testCluster({ namespaceIsolation: false, extras: [load, hostile] });
});
beforeEach(() => cluster.demo.setFaults([]));
afterAll(() => cluster.close());

const json = (text: string): Diagnosis => JSON.parse(text) as Diagnosis;
const stageOf = ({ stages }: Diagnosis, id: CheckedStage) => stages.find(({ stage }) => stage === id)!;

/** How many exec sessions were asked for by what runs. */
async function execsOf(run: () => Promise<unknown>): Promise<number> {
  const before = cluster.demo.requests.length;
  await run();
  const asked = cluster.demo.requests.slice(before).map(({ path }) => path.split('?')[0]);
  return asked.filter((path) => path?.endsWith('/exec')).length;
}

describe('kubectl envaudit diagnose', () => {
  test('judges all stages, with at most two execs, and says it as data', async () => {
    let stdout = '';
    const execs = await execsOf(async () => {
      const result = await cluster.run([...POD, '-o', 'json']);
      expect([EXIT.ok, EXIT.incomplete]).toContain(result.code);
      // A busy machine may show too little in a second.
      expect(result.stderr.replace(/^Note: the window was .*\n+/, '')).toBe('');
      stdout = result.stdout;
    });
    expect(execs).toBeGreaterThanOrEqual(1);
    expect(execs).toBeLessThanOrEqual(2);
    expect(validator(closed(schema))(json(stdout))).toEqual([]);
    const diagnosis = json(stdout);
    expect(diagnosis.subject).toMatchObject({ namespace: 'load', pod: 'load-0000', container: 'app' });
    expect(diagnosis.stages.map(({ verdict }) => verdict)).not.toContain('skipped');
    expect(diagnosis.stages.every(({ checks }) => checks.length > 0)).toBe(true);
  });

  test('a flag for diagnoses is refused for saved evidence of another kind', async () => {
    const file = join(cluster.folder, 'audit.json');
    await cluster.ask(['load-0000', '-n', 'load', '--no-exec', '--save', file]);
    const { code, stderr } = await runInProcess(['report', file, '--fail-on-cause', 'likely']);
    expect(code).toBe(EXIT.usage);
    expect(stderr).toContain('--fail-on-cause is for what diagnose --save wrote');
  });

  test('says which pod of a workload it chose', async () => {
    const { stderr, stdout } = await cluster.ask([
      'diagnose',
      'deploy/web',
      '-n',
      'shop',
      '--allow',
      'read',
      '--stages',
      '2',
      '--show',
      'subject',
    ]);
    expect(stderr).toMatch(/^Chose pod\/web-/);
    expect(stdout).toMatch(/^ {2}target +deploy\/web, /m);
  });

  test('without exec asks no container, and still judges what the API tells', async () => {
    let stdout = '';
    const execs = await execsOf(async () => {
      ({ stdout } = await cluster.ask([...POD, '--allow', 'read', '-o', 'json']));
    });
    expect(execs).toBe(0);
    const diagnosis = json(stdout);
    expect(diagnosis.allow).toEqual(['read']);
    expect(stageOf(diagnosis, 'app-limits').checks.find(({ id }) => id === 'restarts')?.verdict).toBe('ok');
    expect(diagnosis.rootCause.cause).toBeUndefined();
  });

  test('looks only at what the stages need', async () => {
    let stdout = '';
    const before = cluster.demo.requests.length;
    const execs = await execsOf(async () => {
      ({ stdout } = await cluster.ask([...POD, '--allow', 'read', '--stages', 'app-hotspots', '-o', 'json']));
    });
    const paths = cluster.demo.requests.slice(before).map(({ path }) => path);
    expect(execs).toBe(0);
    expect(paths.filter((path) => path.includes('/nodes/'))).toEqual([]);
    expect(json(stdout).stages.map(({ verdict }) => verdict === 'skipped')).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  test('a crash-looping container is not asked, and what the API tells is judged', async () => {
    let result = { code: 0 as number | null, stdout: '', stderr: '' };
    const execs = await execsOf(async () => {
      result = await cluster.ask([
        'diagnose',
        crashing.pod,
        '-n',
        crashing.namespace,
        '--window',
        '1s',
        '-o',
        'json',
      ]);
    });
    expect(execs).toBe(0);
    const diagnosis = json(result.stdout);
    expect(diagnosis.subject.status).toMatch(/CrashLoop/);
    expect(['suspect', 'guilty']).toContain(stageOf(diagnosis, 'app-limits').verdict);
  });

  test('a missing right is named, the rest still comes, and the exit code is 4', async () => {
    const developer = ['--context', 'demo-developer', '--stages', '1', '--show', 'host-resources,unseen'];
    const { code, stdout } = await cluster.run([...POD, ...developer]);
    expect(code).toBe(EXIT.incomplete);
    expect(stdout).toMatch(/^NOT SEEN$/m);
    expect(stdout).toMatch(/nodes/);
    expect(stdout).toMatch(/^1 HOST RESOURCES/m);
  });

  test('a container that cannot be asked leaves the API, and the exit code is 4', async () => {
    cluster.demo.setFaults([{ verb: 'exec', action: { kind: 'forbidden' } }]);
    const { code, stdout } = await cluster.ask([...POD, '-o', 'json']);
    expect(code).toBe(EXIT.incomplete);
    expect(json(stdout).incomplete.map(({ code: problem }) => problem)).toContain('forbidden');
  });

  test('hostile names reach no screen, and no value leaves the pod', async () => {
    const file = join(cluster.folder, 'odd.json');
    for (const output of ['human', 'markdown', 'yaml']) {
      const { stdout, stderr } = await cluster.ask([
        'diagnose',
        'odd',
        '-n',
        'odd',
        '--window',
        '1s',
        '-v',
        '-o',
        output,
        ...(output === 'human' ? ['--save', file] : []),
      ]);
      expect(stdout + stderr).not.toMatch(/\u001B|\u0007|\u202E/);
      expect(stdout).not.toContain(SECRET);
    }
    expect(await readFile(file, 'utf8')).not.toContain(SECRET);
  });

  test.each<[string, string[], number, RegExp[]]>([
    ['no target', [], EXIT.usage, [/no target/]],
    ['two targets', ['load-0000', 'load-0001'], EXIT.usage, [/one target at a time/, /scan/]],
    [
      'an unknown stage',
      ['load-0000', '--stages', '1,nope'],
      EXIT.usage,
      [/no stage "nope"/, /5 root-cause/],
    ],
    ['a bad window', ['load-0000', '--window', '1h'], EXIT.usage, [/from 1s to 5m/]],
    [
      'an unknown access',
      ['load-0000', '--allow', 'all'],
      EXIT.usage,
      [/there is no "all"/, /debug-container/],
    ],
    ['a URL that is none', ['load-0000', '--url', 'cart'], EXIT.usage, [/"cart" is not a URL/]],
    [
      'a pod that does not exist, with near names',
      ['load-000', '-n', 'load'],
      EXIT.error,
      [/pods "load-000" not found in namespace "load"/, /Did you mean pod\/load-0000/],
    ],
    [
      'a container that the pod does not have',
      ['load-0000', '-n', 'load', '-c', 'x'],
      EXIT.error,
      [/container x/],
    ],
  ])('refuses %s', async (_, args, code, says) => {
    const result = await cluster.ask(['diagnose', ...args]);
    expect({ code: result.code, stdout: result.stdout }).toEqual({ code, stdout: '' });
    for (const pattern of says) expect(result.stderr).toMatch(pattern);
  });

  test('tells a failure as data where data was asked for', async () => {
    const { stderr } = await cluster.run(['diagnose', 'nobody', '-n', 'load', '-o', 'json']);
    expect(JSON.parse(stderr)).toMatchObject({ kind: 'Error', code: 'not-found' });
  });

  test('explains itself', async () => {
    const { stdout } = await cluster.run(['diagnose', '--help']);
    for (const flag of [
      '--stages',
      '--window',
      '--allow',
      '--url',
      '--requests',
      '--save',
      '--watch',
      '--context',
    ]) {
      expect(stdout).toContain(flag);
    }
  });
});

describe('what diagnose saved', () => {
  let file: string;
  let saving: CliResult;

  beforeAll(async () => {
    file = join(cluster.folder, 'saved.json');
    saving = await cluster.run([...POD, '-o', 'json', '--save', file]);
  });

  test('has the published shape, and is judged again in the same way', async () => {
    expect(saving.stderr).toContain(`kubectl envaudit report ${file} judges it again`);
    expect(validator(closed(evidenceSchema))(JSON.parse(await readFile(file, 'utf8')))).toEqual([]);
    const again = await startCli(['report', file, '-o', 'json']).result;
    expect(json(again.stdout)).toEqual(json(saving.stdout));
  });

  test.each([
    ['human', /^ROOT CAUSE[^]*\n {2}1 Host resources/],
    ['yaml', /^apiVersion: envaudit\/v1\nkind: Diagnosis\n/],
    ['markdown', /^## Root cause: [^]*```sh\nkubectl /],
  ])('is shown again with -o %s', async (output, says) => {
    const { stdout, stderr } = await runInProcess(['report', file, '-o', output]);
    expect(stdout).toMatch(says);
    expect(stderr).toBe('');
  });

  test.each(['--fail-on=low', '--variables', '--show=stale', '--output=wide'])(
    'is not shown with %s, which is for something else',
    async (flag) => {
      const { code, stdout } = await runInProcess(['report', file, flag]);
      expect({ code, stdout }).toEqual({ code: EXIT.usage, stdout: '' });
    },
  );
});
