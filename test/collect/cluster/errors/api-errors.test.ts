import { expect, test } from 'vitest';
import { apiErrorOf } from '../../../../src/collect/cluster/errors/api-errors.ts';
import { failure } from '../support/api-server.ts';

const refused = {
  contentType: 'application/json',
  path: '/api/v1/namespaces/shop/pods/web',
  host: '10.0.0.1:6443',
  credentials: 'the credential plugin aws',
};

function errorOf(status: number, body: unknown, more: object = {}) {
  return apiErrorOf({
    ...refused,
    status,
    body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
    ...more,
  });
}

test('401 says how we logged in and what to do', () => {
  const error = errorOf(401, failure(401, 'Unauthorized', 'token has expired'));
  expect(error).toMatchObject({ code: 'unauthorized', status: 401, reason: 'Unauthorized' });
  expect(error.message).toContain('token has expired');
  expect(error.hint).toMatch(/credential plugin aws.*expired.*Log in again/);
});

test('403 says the verb, the resource and the namespace, and has the question and the Role ready', () => {
  const error = errorOf(403, failure(403, 'Forbidden', 'pods "web" is forbidden: User "jane" cannot get'));
  expect(error.code).toBe('forbidden');
  expect(error.message).toMatch(/^not allowed to get pods in namespace shop: pods "web" is forbidden/);
  expect(error.hint).toBe(`kubectl auth can-i get pods -n shop
This grants it:
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: envaudit, namespace: shop }
rules:
- { apiGroups: [""], resources: ["pods"], verbs: ["get"] }`);
});

test.each([
  {
    status: 404,
    body: failure(404, 'NotFound', 'pods "web" not found'),
    code: 'not-found',
    says: /^pods "web" not found$/,
  },
  {
    status: 404,
    body: '{"paths":["/api"]}',
    code: 'not-found',
    says: /could not find the requested resource/,
  },
  { status: 404, body: '404 page not found\n', code: 'not-found', says: /^404 page not found$/ },
  { status: 410, body: failure(410, 'Expired', 'too old'), code: 'expired', says: /too old/ },
  { status: 429, body: '', code: 'throttled', says: /too many requests/ },
  {
    status: 500,
    body: failure(500, 'InternalError', 'etcd'),
    code: 'server-error',
    says: /failed \(500\): etcd/,
  },
  { status: 503, body: 'no healthy upstream', code: 'server-error', says: /no healthy upstream/ },
  { status: 409, body: failure(409, 'Conflict', 'changed'), code: 'api-error', says: /\(409\): changed/ },
  { status: 502, body: '<html>Bad gateway</html>', code: 'bad-answer', says: /not the Kubernetes API's/ },
])('$status $code', ({ status, body, code, says }) => {
  const error = errorOf(status, body);
  expect(error).toMatchObject({ code, status, message: expect.stringMatching(says) as string });
});

test('a hostile message is made fit for a screen and bounded', () => {
  const hostile = `\u001b[2J\u001b]0;title\u0007pods\n"web"\u009b31m \u202egnp\u0000${'x'.repeat(100_000)}`;
  const { message } = errorOf(404, failure(404, 'NotFound', hostile));
  // oxlint-disable-next-line no-control-regex -- the very characters that must be gone
  expect(message).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
  expect(message).toMatch(/^pods "web" 31m gnp x+…$/);
  expect(message.length).toBeLessThanOrEqual(1000);
});
