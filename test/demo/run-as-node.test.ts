import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const MODULE = new URL('../../src/demo/run-as-node.ts', import.meta.url).href;

const folder = mkdtempSync(join(tmpdir(), 'envaudit-node-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'helper.cjs'), 'globalThis.helped = process.argv;');
writeFileSync(
  join(folder, 'program.cjs'),
  'console.log(globalThis.helped, process.argv.slice(1), __filename, require.main === module, require("./helper.cjs"));',
);

function both(args: string[], input = ''): [string, string] {
  const options = { input, encoding: 'utf8', env: { SOME: 'value' }, cwd: folder } as const;
  const code = `import(${JSON.stringify(MODULE)}).then(({ runAsNode }) => runAsNode(${JSON.stringify(args)}))`;
  const real = spawnSync(process.execPath, args, options);
  const ours = spawnSync(process.execPath, ['-e', code], options);
  return [real.stdout, ours.stdout];
}

test.each([
  [['-v']],
  [['-p', 'process.env.SOME']],
  [['-p', '({ a: [1, 2] })']],
  [['-e', 'console.log(process.argv.slice(1), typeof require("fs").readFileSync)', 'one', 'two']],
  [['-e', 'console.log(JSON.stringify(process.env))', '--', '--flag']],
  [['-e', 'setTimeout(() => console.log("later"), 20)']],
  [['-e', 'import("node:os").then(({ EOL }) => console.log([EOL]))']],
  [['-e', 'console.log(typeof __dirname, __filename)']],
  [['program.cjs', 'one', '--flag']],
  [['program.cjs', '--', 'one']],
  [['--require', './helper.cjs', 'program.cjs', 'one']],
  [['-r', './helper.cjs', '-e', 'console.log(globalThis.helped, process.argv)', 'one']],
  [['--require=./helper.cjs', '--no-warnings', '--stack-size=900', 'program.cjs']],
  [['--title', 'name', '-C', 'development', './program.cjs']],
])('node %j does the same', (args) => {
  const [real, ours] = both(args);
  expect(real).not.toBe('');
  expect(ours).toBe(real);
});

test('a program on standard input gets its arguments', () => {
  const [real, ours] = both(['-', 'one'], 'console.log(process.argv.slice(2), require("os").EOL)');
  expect(real).toContain('one');
  expect(ours).toBe(real);
});
