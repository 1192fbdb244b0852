import { expect, test } from 'vitest';
import { startDemo } from '../../src/demo/server.ts';
import { container, generate, pod } from '../../src/demo/workloads.ts';
import { exec, request } from './client.ts';

test('a load of pods on several nodes, with Services, can be listed and run in', async () => {
  const load = generate({
    namespace: 'load',
    pods: 100,
    nodes: 4,
    services: 300,
    environment: { A: '1', B: 'two' },
  });
  const demo = await startDemo({ scenarios: [], extras: [load] });
  const count = async (path: string): Promise<number> =>
    ((await request(demo, path)).json as { items: unknown[] }).items.length;
  expect(await count('/api/v1/namespaces/load/pods')).toBe(100);
  expect(await count('/api/v1/nodes')).toBe(4);
  expect(await count('/api/v1/namespaces/load/services')).toBe(300);
  const { stdout } = await exec(demo, { pod: 'load/load-0042', command: ['/usr/bin/env'] });
  expect(stdout.toString()).toBe('A=1\nB=two\n');
  await demo.close();
});

test('names that no API server would take are served as they are', async () => {
  const name = 'evil\u001b[31m-\u0007pod';
  const environment = { PATH: '/usr/bin:/bin', 'BAD\u001b[2J': 'x', 'NEW\nLINE': 'y' };
  const demo = await startDemo({
    scenarios: [],
    extras: [
      {
        objects: [pod({ namespace: 'hostile', name })],
        containers: { [`hostile/${name}/app`]: container({ environment }) },
      },
    ],
  });
  const { json } = await request(demo, `/api/v1/namespaces/hostile/pods/${encodeURIComponent(name)}`);
  expect(json).toMatchObject({ metadata: { name } });
  const { stdout } = await exec(demo, { pod: `hostile/${encodeURIComponent(name)}`, command: ['env', '-0'] });
  expect(stdout.toString()).toBe('PATH=/usr/bin:/bin\0BAD\u001b[2J=x\0NEW\nLINE=y\0');
  await demo.close();
});
