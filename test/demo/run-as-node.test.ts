import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const MODULE = new URL('../../src/demo/run-as-node.ts', import.meta.url).href;

function both(args: string[], input = ''): [string, string] {
  const options = { input, encoding: 'utf8', env: { SOME: 'value' } } as const;
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
