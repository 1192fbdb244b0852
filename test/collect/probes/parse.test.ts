import * as fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseProbe, type ProbeRequest } from '../../../src/collect/probes/index.ts';
import { parseRuns } from '../../../src/collect/probes/parse/runs.ts';
import { EnvauditError } from '../../../src/errors.ts';

const request = (lines: number): ProbeRequest => ({
  expected: Array.from({ length: lines }, (_, index) => `V${index}=1`),
  mode: 'auto',
  budgetMs: 2000,
  deadlineSeconds: 30,
});
const answer = (...lines: string[]): Buffer =>
  Buffer.from(
    ['envaudit-probe 1', 'via sh', 'exec-count 3', 'exec-bytes 40', ...lines, 'end', ''].join('\n'),
  );

const answerOf = (lines: readonly string[]): Buffer =>
  Buffer.from(['envaudit-probe 1', 'via sh', ...lines, 'end', ''].join('\n'));

describe('what no kernel can have said, or what contradicts itself, is refused', () => {
  const counted = ['exec-count 3', 'exec-bytes 40'];

  test.each<[string, string[]]>([
    [
      '999,999,999 variables of two names',
      ['exec-count 999999999', 'exec-bytes 40', 'exec-other 1 A', 'exec-other 1 B'],
    ],
    [
      'a million variables of one name',
      ['exec-count 1000000', 'exec-bytes 6000000', 'exec-predicted', 'exec-other 1 A'],
    ],
    ['a larger environment than execve(2) takes', ['exec-count 3', 'exec-bytes 999999999']],
    ['no variables beside names', ['exec-count 0', 'exec-bytes 40', 'exec-other 1 A']],
    ['values that are longer than all of it', [...counted, 'exec-other 41 A']],
    ['more lines of env than bytes', [...counted, 'env-wc-l 999999999']],
    ['a main process with more variables than bytes', [...counted, 'main-count 50', 'main-bytes 40']],
    [
      'a main process with more names than variables',
      [...counted, 'main-count 0', 'main-bytes 40', 'main-added A'],
    ],
    [
      'a main process without names that nobody has',
      ['exec-count 0', 'exec-bytes 1', 'main-count 0', 'main-bytes 1', 'main-removed A'],
    ],
    ['a CPU quota of 0', [...counted, 'cgroup-quota 0 100000']],
    ['a period of 0', [...counted, 'cgroup-quota 10000 0']],
    ['a period of an hour', [...counted, 'cgroup-quota 10000 3600000000']],
    ['a quota of a billion cores', [...counted, 'cgroup-quota 100000000000000 100000']],
    ['more throttled periods than periods', [...counted, 'cgroup-before 4 10 0 us']],
    ['periods that go back', [...counted, 'cgroup-before 9 0 0 us', 'cgroup-after 4 0 0 us']],
    ['throttled time that goes back', [...counted, 'cgroup-before 9 1 9000 us', 'cgroup-after 10 1 4000 us']],
    ['an hour within a second', [...counted, 'uptime-before 100', 'uptime-after 3700']],
    ['more CPU time at the start than in all', [...counted, 'start-cpu 500', 'total-cpu 20']],
    ['more CPU time than all CPUs of the world have', [...counted, 'total-cpu 999999999999']],
    [
      'a spawn of 999,999,999,999 ms',
      [...counted, 'timing-runtime node', 'timing-variables 3', 'timing-spawn-inherited 999999999999 1'],
    ],
    [
      'a loop with more CPU time than time',
      [...counted, 'timing-runtime node', 'timing-variables 3', 'timing-loop 1 999999999999'],
    ],
    [
      'a loop of years',
      [...counted, 'timing-runtime node', 'timing-variables 3', 'timing-estimate 99999999999'],
    ],
    [
      'a program that saw more variables than there are',
      [...counted, 'timing-runtime node', 'timing-variables 99999'],
    ],
    ['more variables as predicted than there are', [...counted, 'exec-predicted s9']],
  ])('%s', (_, lines) => {
    const expected = lines.includes('exec-predicted s9') ? 9 : 0;
    expect(() => parseProbe(answerOf(lines), request(expected), 1000)).toThrow(
      expect.objectContaining({ code: 'probe-garbage' }),
    );
  });
});

describe('an answer', () => {
  test('in full becomes evidence', () => {
    const evidence = parseProbe(
      answer(
        'env-wc-l 4',
        'exec-predicted s1 d1',
        'exec-other 12 PATH',
        'main-same',
        'stack 8388608',
        'cgroup-version 2',
        'cgroup-quota 30000 100000',
        'cgroup-before 10 4 1500000 us',
        'cgroup-after 20 9 4500000 us',
        'libc musl',
        'start-cpu 410',
        'some-key-of-tomorrow 7',
        'timing-runtime node',
        'timing-version v22.1.0',
        'timing-variables 3',
        'timing-estimate 0.5',
        'timing-loop 2.5 1.25',
        'timing-spawn-error spawn E2BIG',
      ),
      request(2),
      77,
    );
    expect(evidence).toMatchObject({
      envWcL: 4,
      exec: {
        count: 3,
        bytes: 40,
        predicted: [
          { outcome: 'same', count: 1 },
          { outcome: 'differs', count: 1 },
        ],
        others: [{ name: 'PATH', bytes: 12 }],
      },
      main: { known: true, value: { count: 3, bytes: 40, clobbered: false } },
      limits: { stack: 8_388_608 },
      cgroup: { version: 2, cpuLimit: 0.3, before: { periods: 10, throttledPeriods: 4, throttledMs: 1500 } },
      processes: { libc: 'musl' },
      timing: {
        known: true,
        value: { runtime: 'node', loop: [{ wallMs: 2.5, cpuMs: 1.25 }], spawnError: 'spawn E2BIG' },
      },
      cost: { startCpuMs: 410, roundTripMs: 77 },
    });
  });

  test.each([
    [
      'keeps when the probe ran',
      ['uptime-before 100.25', 'uptime-after 101.5'],
      { from: 100.25, to: 101.5 },
      1250,
    ],
    ['lets no time pass backwards', ['uptime-before 100', 'uptime-after 99'], { from: 100, to: 100 }, 0],
    ['does not guess when the probe ended', ['uptime-before 100'], undefined, undefined],
    ['does not guess where uptime was empty', ['uptime-before ', 'uptime-after '], undefined, undefined],
  ])('%s', (_, lines, uptime, wallMs) => {
    const evidence = parseProbe(answer(...lines), request(0), 77);
    expect(evidence.uptime).toEqual(uptime);
    expect(evidence.cost.wallMs).toBe(wallMs);
  });

  test.each([
    ['empty', Buffer.from(''), 'probe-incomplete'],
    ['cut off', Buffer.from('envaudit-probe 1\nvia sh\nexec-count 3\n'), 'probe-incomplete'],
    ['of a shell’s greeting', Buffer.from('Welcome!\n'), 'probe-garbage'],
    ['of another version', Buffer.from('envaudit-probe 2\nend\n'), 'probe-garbage'],
    ['with a number that is none', answer('env-wc-l many'), 'probe-garbage'],
    ['with a negative count', answer('stack -1'), 'probe-garbage'],
    ['with runs that do not add up', answer('exec-predicted s5'), 'probe-garbage'],
    [
      'with more names than variables',
      answer('exec-other 1 A', 'exec-other 1 B', 'exec-other 1 C', 'exec-other 1 D'),
      'probe-garbage',
    ],
    [
      'with a runtime that nobody knows',
      answer('timing-runtime cobol', 'timing-variables 1'),
      'probe-garbage',
    ],
    ['of nine megabytes', Buffer.alloc(9 * 1024 * 1024, 'x'), 'probe-too-large'],
  ])('%s is refused', (_, stdout, code) => {
    expect(() => parseProbe(stdout, request(2), 1)).toThrow(expect.objectContaining({ code }));
  });

  test('may have a few lines of a shell’s in front', () => {
    expect(parseProbe(Buffer.concat([Buffer.from('motd\n'), answer()]), request(0), 1).exec.count).toBe(3);
  });

  test('has its names stripped of escape sequences', () => {
    const { exec } = parseProbe(answer('exec-other 3 EVIL\u001B[2J\u0007\u202Ename'), request(0), 1);
    // eslint-disable-next-line no-control-regex
    expect(exec.others[0]?.name).not.toMatch(/[\u0000-\u001F\u007F-\u009F\u202A-\u202E]/);
  });

  test('that nobody thought of is refused with an error of ours, or understood', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom('end', 'via sh', 'exec-predicted s2', 'timing-loop 1 x', 'main-count'),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        let outcome: unknown;
        try {
          outcome = parseProbe(answer(...lines), request(2), 1).exec.count;
        } catch (error) {
          outcome = error;
        }
        expect(typeof outcome === 'number' || outcome instanceof EnvauditError).toBe(true);
      }),
    );
  });

  test('of random bytes is always refused with an error of ours', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
        expect(() => parseProbe(Buffer.from(bytes), request(2), 1)).toThrow(EnvauditError);
      }),
    );
  });
});

test('run lengths add up to what was asked', () => {
  const run = fc.tuple(fc.constantFrom('s', 'd', 'a'), fc.integer({ min: 1, max: 9999 }));
  fc.assert(
    fc.property(fc.array(run), (runs) => {
      const lines = runs.reduce((sum, [, count]) => sum + count, 0);
      const text = runs.map(([letter, count]) => `${letter}${count}`).join(' ');
      expect(parseRuns(text, lines).map(({ count }) => count)).toEqual(runs.map(([, count]) => count));
      expect(() => parseRuns(text, lines + 1)).toThrow(EnvauditError);
    }),
  );
});

const captured = join(import.meta.dirname, '../../fixtures/captured');
const answers = readdirSync(captured).filter((file) => /^probe-.*\.txt$/.test(file));

test.each(answers)('the captured answer %s is understood', (file) => {
  const text = readFileSync(join(captured, file));
  const predicted = /^exec-predicted (.*)$/m.exec(text.toString())?.[1] ?? '';
  const lines = [...predicted.matchAll(/\d+/g)].reduce((sum, [digits]) => sum + Number(digits), 0);
  const evidence = parseProbe(text, request(lines), 1);
  expect(evidence.exec.count).toBeGreaterThan(0);
  expect(evidence.cgroup.version).toBeDefined();
  expect(evidence.cost.totalCpuMs).toBeGreaterThan(0);
});
