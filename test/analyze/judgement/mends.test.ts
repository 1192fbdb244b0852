import { describe, expect, test } from 'vitest';
import { execCommand, shellQuote } from '../../../src/analyze/command.ts';
import { disableServiceLinks, restart } from '../../../src/analyze/judgement/mends.ts';
import type { ContainerEvidence, WorkloadEvidence } from '../../../src/contracts/evidence.ts';
import { evidenceOf } from '../evidence.ts';

const PATCH = `'{"spec":{"template":{"spec":{"enableServiceLinks":false}}}}'`;

describe('turning service links off', () => {
  test.each<[string, WorkloadEvidence | undefined, string | undefined]>([
    [
      'a Deployment',
      workload('deployment', 'apps/v1'),
      `kubectl patch deployment web -n shop --type=strategic -p ${PATCH}`,
    ],
    [
      'a StatefulSet',
      workload('statefulset', 'apps/v1'),
      `kubectl patch statefulset web -n shop --type=strategic -p ${PATCH}`,
    ],
    [
      'a CronJob, whose template lies deeper',
      workload('cronjob', 'batch/v1'),
      `kubectl patch cronjob web -n shop --type=strategic -p '{"spec":{"jobTemplate":{"spec":{"template":{"spec":{"enableServiceLinks":false}}}}}}'`,
    ],
    [
      'a custom owner',
      workload('rollout', 'argoproj.io/v1alpha1'),
      `kubectl patch rollout.argoproj.io web -n shop --type=merge -p ${PATCH}`,
    ],
    [
      'a ReplicationController',
      workload('replicationcontroller', 'v1'),
      `kubectl patch replicationcontroller web -n shop --type=strategic -p ${PATCH}`,
    ],
    ['a Job cannot be patched', workload('job', 'batch/v1'), undefined],
    ['a bare pod cannot be patched', undefined, undefined],
    ['a static pod is the kubelet’s, whatever its Node is called', workload('node', 'v1'), undefined],
  ])('%s', (_, owner, command) => {
    const mend = disableServiceLinks(containerOf(owner));
    expect(mend.command).toBe(command);
    expect(mend.effect).toContain('KUBERNETES_*');
    expect(mend.effect).toContain('$(X_SERVICE_HOST)');
    expect(/anew/.test(mend.effect)).toBe(command === undefined);
    expect(mend.command ?? '').not.toContain('dnsPolicy');
  });

  test('says what restarts', () => {
    expect(disableServiceLinks(containerOf(workload('deployment', 'apps/v1'))).effect).toContain(
      'restarts the pods',
    );
    expect(disableServiceLinks(containerOf(workload('cronjob', 'batch/v1'))).effect).toContain('next run');
    expect(disableServiceLinks(containerOf(workload('replicaset', 'apps/v1'))).effect).toContain(
      'delete them',
    );
  });
});

test('only what kubectl can restart gets a restart command', () => {
  expect(restart(containerOf(workload('daemonset', 'apps/v1'))).command).toBe(
    'kubectl rollout restart daemonset web -n shop',
  );
  expect(restart(containerOf(workload('job', 'batch/v1'))).command).toBeUndefined();
});

describe('commands for a shell', () => {
  test.each([
    ['plain', 'web-7d64', 'web-7d64'],
    ['empty', '', `''`],
    ['spaces', 'a b', `'a b'`],
    ['quotes', `it's`, `'it'\\''s'`],
    ['substitution', '$(reboot);`x`', `'$(reboot);\`x\`'`],
    ['escape sequences', '\u001B[31mred\n', `'?[31mred?'`],
  ])('quote %s', (_, word, quoted) => {
    expect(shellQuote(word)).toBe(quoted);
  });

  test('name the pod, the namespace and the container', () => {
    expect(execCommand(containerOf(undefined), ['sh', '-c', 'env | wc -l'])).toBe(
      `kubectl exec web-7d64 -n shop -c web -- sh -c 'env | wc -l'`,
    );
  });
});

function workload(kind: string, apiVersion: string): WorkloadEvidence {
  return { kind, name: 'web', apiVersion };
}

function containerOf(owner: WorkloadEvidence | undefined): ContainerEvidence {
  const [container] = evidenceOf({}).containers;
  if (container === undefined) throw new Error('no container');
  const { workload: _, ...pod } = container.pod;
  return { ...container, pod: owner === undefined ? pod : { ...pod, workload: owner } };
}
