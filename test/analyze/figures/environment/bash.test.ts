import { expect, test } from 'vitest';
import { bashPasses } from '../../../../src/analyze/figures/environment/bash.ts';
import { slowestStart } from '../../../../src/analyze/figures/environment/starts.ts';

// CPU time against `bash -c :` at 6,000 to 10,000 variables of one prefix, bash 5.2.
test.each<[string, string[], number]>([
  [':', ['bash', '-c', ':'], 1],
  ['exec true', ['bash', '-c', 'exec /bin/true'], 1.95],
  ['a plain command', ['/bin/bash', '-ec', '/bin/true'], 1.95],
  ['a plain command at last', ['bash', '-c', 'set -e; /bin/true && /bin/true'], 1.7],
  ['a builtin at last', ['bash', '-c', '/bin/true; echo done'], 1],
  ['exit at last', ['bash', '-c', '/bin/true && exit 0'], 1],
  ['a condition', ['bash', '-c', 'if true; then /bin/true; fi'], 1],
  ['an alternative that is not taken', ['bash', '-c', '/bin/true || /bin/true'], 1],
  ['a redirection', ['bash', '-c', '/bin/true > /dev/null'], 1],
  ['exec behind other commands', ['bash', '-c', 'mkdir -p /a\nexec /app "$@"'], 1.9],
  ['a script in a file', ['bash', '/entrypoint.sh', 'app'], 1.9],
  ['the entrypoint of the image', [], 1.9],
])('bash pays for its environment: %s', (_, command, measured) => {
  expect(bashPasses(command)).toBe(Math.round(measured));
});

test('a start through an entrypoint of bash is judged by both', () => {
  const runtime = { id: 'node', wrappers: new Set(['bash']) } as never;
  const common = { runtime, variables: 10_000, similarity: 1, cpuLimit: undefined };
  const commands = [
    ['bash', '-c', 'echo a'],
    ['bash', '/docker-entrypoint.sh', 'node'],
  ];
  const [once, twice] = commands.map((command) => slowestStart({ ...common, command }));
  expect([once?.times, twice?.times]).toEqual([1, 2]);
  expect(twice?.effectiveMs).toBe(once?.effectiveMs);
});
