import { describe, expect, test } from 'vitest';
import { apiPath, below, withQuery } from '../../../src/collect/cluster/api-path.ts';

test('what stands in the template stays as it is, and each value is one segment', () => {
  const [namespace, pod] = ['shop', 'web-0.a:9100'];
  expect(apiPath`/api/v1/namespaces/${namespace}/pods/${pod}/proxy/metrics`).toBe(
    '/api/v1/namespaces/shop/pods/web-0.a:9100/proxy/metrics',
  );
  expect(below(apiPath`/apis/apps/v1`, 'namespaces', 'shop', 'deployments')).toBe(
    '/apis/apps/v1/namespaces/shop/deployments',
  );
  expect(withQuery(apiPath`/api/v1/pods`, { fieldSelector: 'status.podIP=1.2.3.4&x', limit: '5' })).toBe(
    '/api/v1/pods?fieldSelector=status.podIP%3D1.2.3.4%26x&limit=5',
  );
});

describe('what could lead to another path is refused', () => {
  const names = [
    '',
    '.',
    '..',
    'a/b',
    '../x',
    '%2e%2e',
    'a?b=c',
    'a#b',
    'a b',
    'a\\b',
    'a;b',
    'a\nb',
    'ü',
    'A',
  ];
  test.each([...names, '\ud800', 'x'.repeat(254), 'a:', 'a:1/x'])('%j', (name) => {
    const error = expect.objectContaining({ code: 'bad-answer' }) as Error;
    expect(() => apiPath`/api/v1/nodes/${name}/proxy`).toThrow(error);
    expect(() => below(apiPath`/api/v1`, 'nodes', name)).toThrow(error);
  });

  test('an escape sequence in it does not reach the screen', () => {
    expect(() => apiPath`/api/v1/nodes/${'../\u001b[31m'}`).toThrow('no object can be called "../"');
  });
});
