import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { canILine, rightOfPath, roleYaml } from '../../../../src/collect/cluster/errors/rights.ts';

test.each([
  { path: '/api/v1/namespaces/a/pods', line: 'kubectl auth can-i list pods -n a' },
  { path: '/api/v1/namespaces/a/pods?limit=500&continue=x', line: 'kubectl auth can-i list pods -n a' },
  { path: '/api/v1/namespaces/a/pods/web', line: 'kubectl auth can-i get pods -n a' },
  { path: '/api/v1/namespaces/a/pods/web/exec', line: 'kubectl auth can-i get pods --subresource=exec -n a' },
  {
    path: '/apis/apps/v1/namespaces/a/deployments/web',
    line: 'kubectl auth can-i get deployments.apps -n a',
  },
  { path: '/api/v1/pods', line: 'kubectl auth can-i list pods --all-namespaces' },
  { path: '/api/v1/namespaces/a', line: 'kubectl auth can-i get namespaces --all-namespaces' },
  {
    path: '/api/v1/nodes/n1/proxy/stats/summary',
    line: 'kubectl auth can-i get nodes --subresource=proxy --all-namespaces',
  },
  {
    path: '/api/v1/namespaces/a/pods/x:9100/proxy/metrics',
    line: 'kubectl auth can-i get pods --subresource=proxy -n a',
  },
  { path: '/api/v1/namespaces', line: 'kubectl auth can-i list namespaces --all-namespaces' },
])('$path needs what `$line` asks', ({ path, line }) => {
  expect(canILine(rightOfPath(path)!)).toBe(line);
});

test('paths that are no resource need no right', () => {
  expect(rightOfPath('/version')).toBeUndefined();
  expect(rightOfPath('/api')).toBeUndefined();
});

test('a Role joins the verbs of a resource', () => {
  const right = { group: '', namespace: 'shop' };
  const yaml = roleYaml([
    { ...right, verb: 'get', resource: 'pods' },
    { ...right, verb: 'list', resource: 'pods' },
    { ...right, verb: 'get', resource: 'pods/exec' },
    { ...right, group: 'apps', verb: 'get', resource: 'deployments' },
  ]);
  expect(parse(yaml)).toEqual({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: 'envaudit', namespace: 'shop' },
    rules: [
      { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] },
      { apiGroups: [''], resources: ['pods/exec'], verbs: ['get'] },
      { apiGroups: ['apps'], resources: ['deployments'], verbs: ['get'] },
    ],
  });
});

test('without a namespace it is a ClusterRole', () => {
  const yaml = roleYaml([{ verb: 'list', resource: 'pods', group: '', namespace: undefined }]);
  expect(parse(yaml)).toMatchObject({ kind: 'ClusterRole', metadata: { name: 'envaudit' } });
});
