import { describe, expect, test } from 'vitest';
import { namespaceCollisions } from '../../../src/analyze/collisions/index.ts';
import type { ServiceEvidence } from '../../../src/contracts/evidence.ts';
import { service } from '../../env/services.ts';
import { linksOf, MASTER } from '../template.ts';

function found(services: (string | ServiceEvidence)[], namespace = 'shop') {
  return namespaceCollisions(linksOf({ services, namespace }));
}

describe('Services that replace variables of the API server', () => {
  test('kubernetes-service makes KUBERNETES_SERVICE_PORT', () => {
    const [finding, ...more] = found(['orders', 'kubernetes-service']);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      code: 'kubernetes-variable-replaced',
      severity: 'high',
      subject: {
        namespace: 'shop',
        kind: 'service',
        name: 'kubernetes-service',
        field: ['metadata', 'name'],
      },
      message:
        'The Service kubernetes-service makes KUBERNETES_SERVICE_PORT, as the Service kubernetes of the API server does. Which value a container gets is random at each start. In-cluster clients that get the wrong one do not find the API server.',
    });
  });

  test('a Service kubernetes of another namespace takes the place of the real one', () => {
    const [finding] = found([service('kubernetes', '10.96.7.7', 'https:443')]);
    expect(finding).toMatchObject({ code: 'kubernetes-variable-replaced', severity: 'high' });
    expect(finding?.message).toMatch(
      /^The Service kubernetes of the namespace shop takes the place of the one in default: KUBERNETES_SERVICE_HOST/,
    );
  });

  test('what hardly anybody reads is mild', () => {
    expect(found([service('kubernetes-port-443-tcp', '10.96.7.8', '80')])).toMatchObject([
      { code: 'kubernetes-variable-replaced', severity: 'low' },
    ]);
  });

  test.each([
    ['the real one', [MASTER], 'default'],
    ['a dashboard', ['kubernetes-dashboard'], 'shop'],
    ['a name that only begins alike', ['kubernetesservice'], 'shop'],
    ['a headless Service', [service('kubernetes-service', 'None', '80')], 'shop'],
  ])('not %s', (_, services, namespace) => {
    expect(found(services, namespace)).toEqual([]);
  });
});

describe('Services whose variables no shell can read', () => {
  test('digits first', () => {
    expect(found(['3scale', 'orders'])).toMatchObject([
      {
        code: 'unreadable-variable',
        severity: 'low',
        subject: { name: '3scale' },
        message:
          'The Service 3scale makes 8 variables whose names begin with a digit, such as 3SCALE_SERVICE_HOST and 3SCALE_SERVICE_PORT: shells can neither name nor reliably pass them on.',
      },
    ]);
  });

  test.each([
    ['a digit later', ['a3']],
    ['a headless Service', [service('3scale', 'None', '80')]],
  ])('not %s', (_, services) => {
    expect(found(services)).toEqual([]);
  });
});

test('Services that could not be listed give no findings', () => {
  expect(namespaceCollisions(linksOf({ services: undefined }))).toEqual([]);
});
