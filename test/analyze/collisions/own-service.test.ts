import { describe, expect, test } from 'vitest';
import {
  collisionRules,
  ownServiceRules,
  type CollisionRule,
} from '../../../src/analyze/collisions/index.ts';
import type { Severity } from '../../../src/report.ts';
import { service } from '../../env/services.ts';
import { templateOf, type Template } from '../template.ts';

const rule = ownServiceRules([]);
const OWN = { services: ['scoreboard', 'other'], workload: { selectedBy: ['scoreboard'] } };

describe('holds for', () => {
  test.each<[string, Template, Severity]>([
    ['an image of the Service’s name', { ...OWN, container: { image: 'ghcr.io/team/scoreboard:1' } }, 'info'],
    [
      'an image with an underscore',
      {
        services: ['score-board'],
        workload: { selectedBy: ['score-board'] },
        container: { image: 'score_board' },
      },
      'info',
    ],
    [
      'a Spring Boot app whose image begins with it',
      {
        ...OWN,
        container: {
          image: 'team/scoreboard-service',
          env: [{ name: 'SPRING_PROFILES_ACTIVE', from: 'value' }],
        },
      },
      'medium',
    ],
    [
      'a component of Confluent',
      {
        services: ['ksqldb-server'],
        workload: { selectedBy: ['ksqldb-server'] },
        container: { image: 'confluentinc/cp-ksqldb-server:7.9' },
      },
      'medium',
    ],
    [
      'an init container of the same image',
      { ...OWN, container: { image: 'team/scoreboard', type: 'init' } },
      'info',
    ],
  ])('%s', (_, template, severity) => {
    const [finding, ...more] = rule(templateOf(template));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ code: 'own-service-collision', severity });
    expect(finding?.message).toMatch(
      /^The Service \S+ of the workload’s own pods makes [A-Z_]+_PORT, a URL, and 7 more variables with the prefix/,
    );
    expect(finding?.mends.map(({ title }) => title)).toContain(
      'Turn service links off: enableServiceLinks: false',
    );
  });
});

describe('does not hold for', () => {
  test.each<[string, Template]>([
    ['a Service of somebody else', { ...OWN, workload: {}, container: { image: 'team/scoreboard' } }],
    [
      'a workload of the Service’s name with another image',
      {
        ...OWN,
        workload: { name: 'scoreboard', selectedBy: ['scoreboard'] },
        container: { image: 'team/app' },
      },
    ],
    ['a Service called otherwise', { ...OWN, container: { image: 'team/app' } }],
    ['links off', { ...OWN, linksOn: false, container: { image: 'team/scoreboard' } }],
    [
      'a declared port',
      { ...OWN, container: { image: 'team/scoreboard', env: [{ name: 'SCOREBOARD_PORT', from: 'value' }] } },
    ],
    [
      'a sidecar',
      {
        ...OWN,
        workload: { name: 'scoreboard', selectedBy: ['scoreboard'] },
        container: { position: 1, image: 'envoy' },
      },
    ],
    ['an ephemeral container', { ...OWN, container: { type: 'ephemeral', image: 'team/scoreboard' } }],
    [
      'a headless Service',
      { ...OWN, services: [service('scoreboard', 'None', '80')], container: { image: 'team/scoreboard' } },
    ],
    [
      'Services that could not be listed',
      { ...OWN, services: undefined, container: { image: 'team/scoreboard' } },
    ],
    [
      'the official image of Redis',
      {
        services: ['redis'],
        workload: { name: 'redis', selectedBy: ['redis'] },
        container: { image: 'docker.io/library/redis:7' },
      },
    ],
    [
      'what a rule tells for certain',
      {
        services: ['n8n'],
        workload: { name: 'n8n', selectedBy: ['n8n'] },
        container: { image: 'n8nio/n8n' },
      },
    ],
  ])('%s', (_, template) => {
    expect(rule(templateOf(template))).toEqual([]);
  });

  test('what a rule of the user’s tells for certain', () => {
    const own: CollisionRule = {
      id: 'scoreboard',
      app: 'the scoreboard',
      reads: ['SCOREBOARD_PORT'],
      match: { images: ['scoreboard'] },
      severity: 'high',
      effect: 'It does not start.',
    };
    expect(ownServiceRules([own])(templateOf({ ...OWN, container: { image: 'team/scoreboard' } }))).toEqual(
      [],
    );
  });
});

/** An ordinary namespace: each workload with a Service of its name. */
const ORDINARY = [
  ...['web', 'api', 'orders', 'cart', 'checkout', 'payments', 'search', 'frontend', 'users', 'mailer'].map(
    (name) => [name, `team/${name}:1.4`] as const,
  ),
  ['catalog', 'team/catalog-service:2'],
  ['redis', 'redis:7'],
  ['postgres', 'postgres:17'],
  ['rabbitmq', 'rabbitmq:4'],
  ['nginx', 'nginx:1.29'],
  ['prometheus', 'prom/prometheus:v3'],
  ['grafana', 'grafana/grafana:12'],
  ['keycloak', 'quay.io/keycloak/keycloak:26'],
  ['elasticsearch', 'elasticsearch:9'],
  ['kafka', 'apache/kafka:4'],
] as const;

test('an ordinary namespace gets no more than information, with one way out', () => {
  const services = ORDINARY.map(([name]) => name);
  const all = ORDINARY.flatMap(([name, image]) => {
    const template = templateOf({ services, workload: { name, selectedBy: [name] }, container: { image } });
    return [...rule(template), ...collisionRules([])(template)];
  });
  expect(all.filter(({ severity }) => severity !== 'info')).toEqual([]);
  expect(all.length).toBeLessThan(ORDINARY.length);
  expect(new Set(all.flatMap(({ mends }) => mends.map(({ title }) => title)))).toEqual(
    new Set(['Turn service links off: enableServiceLinks: false']),
  );
});
