import { expect, test } from 'vitest';
import { resourceOf } from '../../src/demo/api/resources.ts';
import { createStore } from '../../src/demo/api/store.ts';
import { podStatus } from '../../src/demo/api/pod-status.ts';
import { createLife } from '../../src/demo/life/life.ts';

test('a pod is made, crashes, is started again and again, and is replaced; another one comes, ends well and goes', () => {
  const store = createStore([]);
  const life = createLife(store, () => '2026-12-01T00:00:00Z');
  const seen: string[] = [];
  for (let step = 0; step < 16; step++) {
    life.step();
    const pods = store.list(resourceOf('Pod'), 'operations');
    seen.push(
      pods
        .map((pod) => {
          const { ready, status, restarts } = podStatus(pod);
          return `${pod.metadata.name.split('-')[0]} ${ready} ${status} ${restarts}`;
        })
        .join(', '),
    );
  }
  expect(seen).toMatchInlineSnapshot(`
    [
      "mailer 0/1 ContainerCreating 0, report 0/1 ContainerCreating 0",
      "mailer 1/1 Running 0, report 1/1 Running 0",
      "mailer 0/1 Error 0, report 1/1 Running 0",
      "mailer 0/1 CrashLoopBackOff 0, report 0/1 Completed 0",
      "mailer 1/1 Running 1, report 0/1 Completed 0",
      "mailer 0/1 Error 1, report 0/1 Completed 0",
      "mailer 0/1 CrashLoopBackOff 1",
      "mailer 1/1 Running 2, report 0/1 ContainerCreating 0",
      "mailer 0/1 Error 2, report 1/1 Running 0",
      "mailer 0/1 CrashLoopBackOff 2, report 1/1 Running 0",
      "mailer 1/1 Running 3, report 0/1 Completed 0",
      "mailer 0/1 Error 3, report 0/1 Completed 0",
      "mailer 0/1 CrashLoopBackOff 3, report 0/1 Completed 0",
      "",
      "mailer 0/1 ContainerCreating 0, report 0/1 ContainerCreating 0",
      "mailer 1/1 Running 0, report 1/1 Running 0",
    ]
  `);
});

test('its pods have other names each time, and a workload that is there', () => {
  const store = createStore([]);
  const life = createLife(store);
  const names = new Set<string>();
  for (let step = 0; step < 40; step++) {
    life.step();
    for (const { metadata } of store.list(resourceOf('Pod'), 'operations')) names.add(metadata.name);
  }
  expect([...names].filter((name) => name.startsWith('mailer')).length).toBe(3);
  const [pod] = store.list(resourceOf('Pod'), 'operations');
  const [owner] = pod!.metadata['ownerReferences'] as { kind: string; name: string }[];
  expect(owner?.kind).toBe('ReplicaSet');
  expect(pod!.metadata.name.startsWith(`${owner?.name}-`)).toBe(true);
});
