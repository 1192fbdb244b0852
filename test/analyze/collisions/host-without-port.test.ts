import { describe, expect, test } from 'vitest';
import { collisionRules } from '../../../src/analyze/collisions/index.ts';
import type { DeclaredVariableEvidence } from '../../../src/contracts/evidence.ts';
import { service } from '../../env/services.ts';
import { templateOf, type Template } from '../template.ts';

const SERVICES = ['db', 'mqtt-server', 'redis'];

function given(name: string, more: Partial<DeclaredVariableEvidence> = {}): DeclaredVariableEvidence {
  return { name, from: 'value', bytes: 4, ...more };
}

function found(env: DeclaredVariableEvidence[], more: Template = {}) {
  const all = collisionRules([])(templateOf({ services: SERVICES, container: { env }, ...more }));
  return all.filter(({ message }) => message.startsWith('The container is given'));
}

describe('holds for', () => {
  test.each<[string, DeclaredVariableEvidence, string, string]>([
    ['DB_HOST', given('DB_HOST'), 'DB_PORT', 'likely'],
    ['DB_HOSTNAME', given('DB_HOSTNAME'), 'DB_PORT', 'likely'],
    ['an address', given('MQTT_SERVER_ADDRESS'), 'MQTT_SERVER_PORT', 'likely'],
    ['a server', given('REDIS_SERVER'), 'REDIS_PORT', 'likely'],
    ['a host of a ConfigMap', given('DB_HOST', { from: 'configMapKeyRef', ref: 'a/b' }), 'DB_PORT', 'likely'],
    [
      'an address that is not seen',
      given('DB_ADDR', { from: 'secretKeyRef', ref: 'a/b' }),
      'DB_PORT',
      'possible',
    ],
  ])('%s', (_, variable, port, certainty) => {
    const [finding, ...more] = found([given('A'), variable]);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      code: 'variable-collision',
      severity: certainty === 'likely' ? 'low' : 'info',
      certainty,
      field: ['containers', 0, 'env', 1],
    });
    expect(finding?.message).toContain(`is given ${variable.name} and not ${port}, which the Service`);
  });

  test('unknown keys of envFrom make it possible only', () => {
    const keys = { known: false as const, problem: { code: 'not-read', message: 'not read' } };
    const envFrom = [{ kind: 'secret' as const, name: 'app', prefix: '', keys }];
    expect(found([], { container: { env: [given('DB_HOST')], envFrom } })).toMatchObject([
      { severity: 'info', certainty: 'possible' },
    ]);
  });
});

describe('does not hold for', () => {
  test.each<[string, DeclaredVariableEvidence[], Template?]>([
    ['a declared port', [given('DB_HOST'), given('DB_PORT')]],
    ['a port that is declared before', [given('DB_PORT'), given('DB_HOST')]],
    ['a host with its port', [given('DB_ADDR', { hasPort: true })]],
    ['a Service of another name', [given('DATABASE_HOST')]],
    ['a host whose port is made as a number', [given('DB_SERVICE_HOST')]],
    ['a name in lower case', [given('db_host')]],
    ['links off', [given('DB_HOST')], { linksOn: false }],
    ['Services that could not be listed', [given('DB_HOST')], { services: undefined }],
    ['a headless Service', [given('DB_HOST')], { services: [service('db', 'None', '80')] }],
  ])('%s', (_, env, more) => {
    expect(found(env, more)).toEqual([]);
  });

  test('a port that a ConfigMap of envFrom declares', () => {
    const envFrom = [
      {
        kind: 'configmap' as const,
        name: 'app',
        prefix: 'DB_',
        keys: { known: true as const, value: ['PORT'] },
      },
    ];
    expect(found([], { container: { env: [given('DB_HOST')], envFrom } })).toEqual([]);
  });

  test('a command that is no app', () => {
    const command = ['sh', '-c', 'until nc -z "$DB_HOST" 5432; do sleep 1; done'];
    expect(found([], { container: { env: [given('DB_HOST')], command } })).toEqual([]);
  });

  test('what a rule of the table tells', () => {
    const container = { image: 'team/shop', command: ['php', 'artisan'], env: [given('REDIS_HOST')] };
    expect(found([], { container })).toEqual([]);
  });
});
