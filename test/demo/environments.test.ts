import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDemo, type Demo } from '../../src/demo/server.ts';
import { scenarios } from '../../src/demo/scenarios/index.ts';
import { exec } from './client.ts';

const running = scenarios.filter(({ id }) => id !== 'crash-loop');
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

  const read = async (scenario: (typeof running)[number], path: string): Promise<Buffer> => {
    const command = scenario.setup.shell ? ['cat', path] : ['node', '-e', READ, path];
    const { stdout, stderr, status } = await exec(demo, {
      pod: `${scenario.namespace}/${scenario.pod}`,
      command,
    });
    expect({ stderr, status }).toEqual({ stderr: '', status: { metadata: {}, status: 'Success' } });
    return stdout;
  };

  test.each(running)("$id: exec's environment is the captured one, byte for byte", async (scenario) => {
    const { execEnvironment, environment } = scenario.setup;
    expect((await read(scenario, '/proc/self/environ')).equals((execEnvironment ?? environment)())).toBe(
      true,
    );
  });

  test.each(running)("$id: so is the main process', where there are namespaces", async (scenario) => {
    if (!demo.isolated) return;
    expect((await read(scenario, '/proc/1/environ')).equals(scenario.setup.environment())).toBe(true);
  });
});
