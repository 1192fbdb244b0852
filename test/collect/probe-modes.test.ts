import { expect, test } from 'vitest';
import { reducePod } from '../../src/collect/pods/pod-evidence.ts';
import { probeModes } from '../../src/collect/probe-modes.ts';
import type { Subject } from '../../src/collect/subjects.ts';

function subject(owner: string | undefined, options: { image?: string; waiting?: boolean } = {}): Subject {
  const state = options.waiting ? { waiting: { reason: 'CrashLoopBackOff' } } : { running: {} };
  const { evidence, containers } = reducePod({
    metadata: {
      namespace: 'shop',
      name: 'p',
      ...(owner
        ? {
            ownerReferences: [
              { kind: 'StatefulSet', name: owner, apiVersion: 'apps/v1', uid: 'u', controller: true },
            ],
          }
        : {}),
    },
    spec: { containers: [{ name: 'app', image: options.image ?? 'app:1' }] },
    status: {
      containerStatuses: [{ name: 'app', image: '', imageID: '', ready: true, restartCount: 0, state }],
    },
  });
  return { target: 't', pod: evidence, container: containers[0]! };
}

test.each([
  [
    'one replica of a workload is timed in full',
    [subject('db'), subject('db'), subject('db')],
    ['auto', 'estimate', 'estimate'],
  ],
  [
    'every workload has its own',
    [subject('db'), subject('web'), subject('db')],
    ['auto', 'auto', 'estimate'],
  ],
  ['bare pods of one image are alike', [subject(undefined), subject(undefined)], ['auto', 'estimate']],
  [
    'bare pods of two images are not',
    [subject(undefined), subject(undefined, { image: 'b:1' })],
    ['auto', 'auto'],
  ],
  [
    'a replica that does not run stands for nobody',
    [subject('db', { waiting: true }), subject('db')],
    ['auto', 'auto'],
  ],
])('%s', (_, subjects, modes) => {
  expect(probeModes(subjects, 'auto')).toEqual(modes);
});

test('what the user asked for holds for all', () => {
  expect(probeModes([subject('db'), subject('db')], 'full')).toEqual(['full', 'full']);
});
