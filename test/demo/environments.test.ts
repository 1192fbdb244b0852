import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDemo, type Demo } from '../../src/demo/server.ts';
import { scenarios } from '../../src/demo/scenarios/index.ts';
import { exec } from './client.ts';

const running = scenarios.filter(({ id }) => id !== 'crash-loop');
const PLAIN_NODE = /(?<=(^|\0)PATH=)[^:\0]*\/envaudit-demo-\w+:/;
const READ = 'process.stdout.write(require("node:fs").readFileSync(process.argv[1]))';

describe.each([
  ['with namespaces', true],
  ['as plain processes', false],
])('environments %s', (_, namespaceIsolation) => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await startDemo({ namespaceIsolation });
  });
  afterAll(() => demo.close());

  /** A file, without the folder that plain processes have before the container's PATH. */
  const read = async (scenario: (typeof running)[number], path: string): Promise<string> => {
    const command = scenario.setup.shell ? ['cat', path] : ['node', '-e', READ, path];
    const { stdout, stderr, status } = await exec(demo, {
      pod: `${scenario.namespace}/${scenario.pod}`,
      command,
    });
    expect({ stderr, status }).toEqual({ stderr: '', status: { metadata: {}, status: 'Success' } });
    return stdout.toString('latin1').replace(demo.isolated ? '' : PLAIN_NODE, '');
  };

  test.each(running)("$id: exec's environment is the captured one, byte for byte", async (scenario) => {
    const { execEnvironment, environment } = scenario.setup;
    const captured = (execEnvironment ?? environment)().toString('latin1');
    expect((await read(scenario, '/proc/self/environ')) === captured).toBe(true);
  });

  test.each(running)("$id: so is the main process', where there are namespaces", async (scenario) => {
    if (!demo.isolated) return;
    const captured = scenario.setup.environment().toString('latin1');
    expect((await read(scenario, '/proc/1/environ')) === captured).toBe(true);
  });
});
