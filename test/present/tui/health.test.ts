import { describe, expect, test } from 'vitest';
import {
  healthBy,
  healthText,
  isCrashLoop,
  isUnready,
  readyText,
  restartsText,
} from '../../../src/present/tui/health.ts';
import { NOW, podRow } from './fake-app.ts';

const ago = (seconds: number): string => new Date(NOW - seconds * 1000).toISOString();

describe('a crash loop', () => {
  test.each<[string, Parameters<typeof podRow>[1], boolean]>([
    ['is one by its status', { status: 'CrashLoopBackOff', restarts: 1 }, true],
    ['is one in an init container', { status: 'Init:CrashLoopBackOff' }, true],
    ['is one between two crashes, too', { restarts: 5, restartedAt: ago(9 * 60) }, true],
    ['is over when it has run for ten minutes', { restarts: 5, restartedAt: ago(11 * 60) }, false],
    ['is none after one or two restarts', { restarts: 2, restartedAt: ago(10) }, false],
    ['is none where nobody knows when it restarted', { restarts: 50 }, false],
  ])('%s', (_, own, expected) => {
    expect(isCrashLoop(podRow('web-1', own), NOW)).toBe(expected);
  });
});

test.each([
  ['Running', '1/1', false],
  ['Running', '1/2', true],
  ['Completed', '0/1', false],
  ['Pending', '0/1', true],
])('a pod that is %s with %s ready is not ready: %s', (status, ready, expected) => {
  expect(isUnready(podRow('web-1', { status, ready }))).toBe(expected);
});

test('pods are told together by what they belong to', () => {
  const pods = [
    podRow('web-1'),
    podRow('web-0', { status: 'Completed', ready: '0/1' }),
    podRow('web-2', { status: 'CrashLoopBackOff', ready: '0/1', restarts: 7, restartedAt: ago(12) }),
    podRow('web-3', { status: 'Pending', ready: '0/1', restarts: 1, restartedAt: ago(300) }),
    podRow('lone', { workload: undefined }),
  ];
  const health = healthBy(pods, ({ workload }) => workload, NOW);
  expect(healthText({ ...health.get('deployment/web')!, crashing: 0, unready: 0 })).toBe('3 ready, 1 ended');
  expect([...health.keys()]).toEqual(['deployment/web']);
  const web = health.get('deployment/web')!;
  expect(healthText(web)).toBe('1 in a crash loop, 1 not ready');
  expect(readyText(web)).toBe('1/3');
  expect(restartsText(web, NOW)).toBe('8 (12s ago)');
});
