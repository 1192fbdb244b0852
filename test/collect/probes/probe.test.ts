import { describe, expect, test } from 'vitest';
import type { ProbeWay } from '../../../src/collect/probes/index.ts';
import { localShells, processesOfGroup, runProbe, type LocalWay } from './run-probe.ts';

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const SECRET = 'correct-horse-battery-staple';
const NODE: ProbeWay = { via: 'node', executable: process.execPath };
const WAYS: [string, LocalWay][] = [
  ...localShells().map((way): [string, LocalWay] => [way.executable, way]),
  ['node', NODE],
];

/** What the block of an environment has: one string each, with its NUL. */
function blockOf(environment: Record<string, string>): { count: number; bytes: number } {
  const strings = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  return {
    count: strings.length,
    bytes: strings.reduce((sum, string) => sum + Buffer.byteLength(string) + 1, 0),
  };
}

function services(count: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `SERVICE_${index}_SERVICE_HOST`,
      `10.96.${index >> 8}.${index & 255}`,
    ]),
  );
}

const linesOf = (environment: Record<string, string>): string[] =>
  Object.entries(environment).map(([name, value]) => `${name}=${value}`);

describe.each(WAYS)('asked through %s, a container', (_, way) => {
  test('counts what a shell’s env | wc -l gets wrong', async () => {
    const environment = {
      PATH,
      // bash reads a .bashrc where standard input is a socket, as it is here and not in a container.
      HOME: '/nonexistent',
      EMPTY: '',
      EQUALS: 'a=b=c',
      CERTIFICATE: '-----BEGIN\nmany\nlines\n-----END',
      'my.dotted.name': 'x',
      'my-dashed-name': 'y',
      UMLAUT: 'äöü',
    };
    const run = await runProbe(way, environment);
    const { exec } = run.evidence();
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: '' });
    expect({ count: exec.count, bytes: exec.bytes }).toEqual(blockOf(environment));
    expect(exec.others).toEqual(
      Object.entries(environment)
        .map(([name, value]) => ({ name, bytes: Buffer.byteLength(value) }))
        .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    );
  });

  test('compares with the prediction itself: the same, another value, absent', async () => {
    const links = services(40);
    const environment = { PATH, ...links, SERVICE_3_SERVICE_HOST: '10.99.99.99', OTHER: '1' };
    delete (environment as Record<string, string>)['SERVICE_7_SERVICE_HOST'];
    const { exec } = (await runProbe(way, environment, { expected: linesOf(links) })).evidence();
    expect(exec.predicted).toEqual([
      { outcome: 'same', count: 3 },
      { outcome: 'differs', count: 1 },
      { outcome: 'same', count: 3 },
      { outcome: 'absent', count: 1 },
      { outcome: 'same', count: 32 },
    ]);
    expect(exec.others.map(({ name }) => name)).toEqual(['OTHER', 'PATH']);
  });

  test('answers about a name that two Services claim', async () => {
    const expected = ['FOO_SERVICE_PORT=80', 'FOO_SERVICE_PORT=8080'];
    const { exec } = (await runProbe(way, { PATH, FOO_SERVICE_PORT: '8080' }, { expected })).evidence();
    expect(exec.predicted).toEqual([
      { outcome: 'differs', count: 1 },
      { outcome: 'same', count: 1 },
    ]);
  });

  test('with 16,000 variables as predicted answers in a few lines', async () => {
    const links = services(16_000);
    const run = await runProbe(way, { PATH, ...links }, { expected: linesOf(links) });
    const { exec } = run.evidence();
    expect(exec.count).toBe(16_001);
    expect(exec.predicted).toEqual([{ outcome: 'same', count: 16_000 }]);
    expect(run.stdout.length).toBeLessThan(4096);
  });

  test('never lets a value out', async () => {
    const links = { ...services(5), SERVICE_1_SERVICE_HOST: SECRET };
    const environment = {
      PATH,
      ...links,
      TOKEN: SECRET,
      MULTILINE: `a\n${SECRET}\nb`,
      [`NAME\nexec-count 7`]: SECRET,
    };
    const run = await runProbe(way, environment, { expected: linesOf(services(5)), mode: 'estimate' });
    expect(run.evidence().exec.count).toBe(Object.keys(environment).length);
    expect(run.stdout + run.stderr).not.toContain(SECRET);
  });

  test('is not misled by its own variables’ names in the environment', async () => {
    const environment = {
      PATH,
      ea_s: 'x',
      ea_l: '.',
      ea_e: '/nonexistent',
      ea_t_inventory: 'exit 9',
      IFS: 'e',
    };
    const run = await runProbe(way, environment);
    expect(run.code).toBe(0);
    expect(run.evidence().exec.count).toBe(Object.keys(environment).length);
  });

  test('is left as it was found: no process stays, whatever was timed', async () => {
    const run = await runProbe(way, { PATH, ...services(50) }, { mode: 'auto' });
    expect(run.evidence().cost.roundTripMs).toBeGreaterThan(0);
    expect(run.left).toEqual([]);
  });

  test('near the kernel’s limit still answers', async () => {
    const filler = Object.fromEntries(
      Array.from({ length: 20 }, (_each, index) => [
        `FILLER_${index}`,
        'x'.repeat(index === 19 ? 60_000 : 104_000),
      ]),
    );
    const environment = { PATH, ...filler };
    const { exec } = (await runProbe(way, environment)).evidence();
    expect(exec.count).toBe(21);
    expect(exec.bytes).toBe(blockOf(environment).bytes);
  });
});

test('the documented command is what a shell prints for it', async () => {
  const { evidence } = await runProbe({ via: 'sh', executable: 'sh' }, { PATH, TWO: 'a\nb' });
  expect(evidence().envWcL).toBeGreaterThanOrEqual(3);
});

test.each(localShells().map((way) => [way.executable, way] as const))(
  'a %s that is ended while something is timed ends it first: no process stays, and none becomes a zombie',
  // What its own process 1 is about to collect may be seen for a moment.
  { retry: 2 },
  async (_, way) => {
    let polling: NodeJS.Timeout | undefined;
    const endWhileTimed = (group: number): void => {
      polling = setInterval(() => {
        // The watchdog's sleep is there while something is timed.
        if (!processesOfGroup(group).some(({ stat }) => stat.includes('(sleep)'))) return;
        clearInterval(polling);
        process.kill(group, 'SIGTERM');
      }, 5);
    };
    const environment = { PATH, ...services(400) };
    const run = await runProbe(way, environment, { mode: 'full', deadlineSeconds: 120 }, endWhileTimed);
    clearInterval(polling);
    expect(run.code).toBe(1);
    expect(run.stdout).not.toContain('end\n');
    expect(run.left).toEqual([]);
  },
);

test.each(WAYS)('a %s that starts when nobody waits for it any more does nothing', async (_, way) => {
  const run = await runProbe(way, { PATH }, { mode: 'full' }, (__, { stdin }) => stdin.destroy());
  expect(run.stdout).toBe('envaudit-probe 1\n');
  expect(run.left).toEqual([]);
});

test.each(localShells().map((way) => [way.executable, way] as const))(
  'a %s ends what it times as soon as nobody waits for it any more',
  async (_, way) => {
    let polling: NodeJS.Timeout | undefined;
    const run = await runProbe(
      way,
      { PATH, ...services(400) },
      { mode: 'full', deadlineSeconds: 600 },
      (group, { stdin }) => {
        polling = setInterval(() => {
          // The watchdog's sleep is there while something is timed.
          if (processesOfGroup(group).some(({ stat }) => stat.includes('(sleep)'))) stdin.destroy();
        }, 5);
      },
    );
    clearInterval(polling);
    expect(run.code).toBe(1);
    expect(run.stdout).not.toContain('end\n');
    expect(run.left).toEqual([]);
  },
);
