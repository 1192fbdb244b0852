import { describe, expect, test } from 'vitest';
import { collisionRules, type CollisionRule } from '../../../src/analyze/collisions/index.ts';
import type { Found } from '../../../src/analyze/judgement/finding.ts';
import type { TemplateJudgement } from '../../../src/analyze/judgement/template.ts';
import type { Severity } from '../../../src/contracts/report.ts';
import { service } from '../../env/services.ts';
import { templateOf, type Template } from '../template.ts';

function rule(judgement: TemplateJudgement, rules: readonly CollisionRule[] = []): Found[] {
  return collisionRules(rules)(judgement).filter(({ code }) => code.endsWith('-service-collision'));
}

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
    ['the beginning of the image’s name', { ...OWN, container: { image: 'team/scoreboard-server' } }, 'info'],
    [
      'the end of the image’s name',
      {
        services: ['ldap'],
        workload: { selectedBy: ['ldap'] },
        container: { image: 'team/openldap:1.4.0' },
      },
      'info',
    ],
    ['a word of the image’s name', { ...OWN, container: { image: 'team/the-scoreboard-app' } }, 'info'],
    [
      'a Service whose name begins with the image’s',
      {
        services: ['scoreboard-runtime'],
        workload: { selectedBy: ['scoreboard-runtime'] },
        container: { image: 'team/scoreboard' },
      },
      'info',
    ],
    [
      'an image whose last part says nothing',
      { ...OWN, container: { image: 'scoreboard/server:1' } },
      'info',
    ],
    [
      'a script that may start the app',
      { ...OWN, container: { image: 'team/scoreboard', command: ['sh', '-c', 'sleep 1 && /start.sh'] } },
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
    ['a Service of somebody else', { ...OWN, workload: {}, container: { image: 'team/board' } }],
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
    ['an exporter beside it', { ...OWN, container: { image: 'team/scoreboard-exporter' } }],
    ['its client', { ...OWN, container: { image: 'team/scoreboard-cli' } }],
    ['its operator', { ...OWN, container: { image: 'team/scoreboard-operator' } }],
    [
      'a piece of a word that is too short',
      { services: ['sql'], workload: { selectedBy: ['sql'] }, container: { image: 'bitnami/postgresql' } },
    ],
    [
      'a command that runs something else',
      {
        ...OWN,
        container: { image: 'team/scoreboard', command: ['sh', '-c', 'until nc -z db 1; do sleep 1; done'] },
      },
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
    const template = templateOf({ ...OWN, container: { image: 'team/scoreboard' } });
    expect(rule(template, [own])).toEqual([]);
  });
});

function found(template: Template): unknown[] {
  return rule(templateOf(template)).map(({ code, severity, certainty }) => [code, severity, certainty]);
}

describe('a Service that does not select the pods', () => {
  test.each<[string, Template, string]>([
    [
      'of the image’s name, seen by a Job',
      { services: ['scoreboard'], workload: { kind: 'job' }, container: { image: 'team/scoreboard' } },
      'possible',
    ],
    [
      'with the image’s name as its beginning',
      { services: ['scoreboard-db', 'scoreboard-redis'], container: { image: 'team/scoreboard' } },
      'possible',
    ],
    [
      'where the container declares settings of the prefix',
      {
        services: ['scoreboard-db'],
        container: { image: 'team/scoreboard', env: [{ name: 'SCOREBOARD_TITLE', from: 'value' }] },
      },
      'likely',
    ],
  ])('%s', (_, template, certainty) => {
    expect(found(template)).toEqual([['sibling-service-collision', 'info', certainty]]);
  });

  test('all such Services are told in one finding', () => {
    const services = ['scoreboard-a', 'scoreboard-b', 'scoreboard-c', 'scoreboard-d'];
    const [finding] = rule(templateOf({ services, container: { image: 'team/scoreboard' } }));
    expect(finding?.message).toContain('scoreboard-a, scoreboard-b, scoreboard-c and 1 more');
    expect(finding?.message).toContain('make SCOREBOARD_A_PORT');
  });

  test('a Job of an image that begins with the Service’s name', () => {
    const template = { services: ['board'], container: { image: 'team/board-migrations' } };
    expect(found({ ...template, workload: { kind: 'job' } })).toEqual([
      ['sibling-service-collision', 'info', 'possible'],
    ]);
    expect(found(template)).toEqual([]);
  });

  test('a hook of an image that such a Service selects elsewhere', () => {
    const judgement = templateOf({
      services: ['board'],
      workload: { name: 'worker' },
      container: { image: 'team/board-server' },
    });
    expect(rule(judgement)).toEqual([]);
    const [finding] = rule({ ...judgement, ownServices: ['board'] });
    expect(finding).toMatchObject({ code: 'own-service-collision', severity: 'info', certainty: 'possible' });
    expect(finding?.message).toMatch(
      /^The Service board selects pods of the same image, and also in these it makes BOARD_PORT/,
    );
  });

  test.each<[string, Template]>([
    ['a part of the image’s name only', { services: ['score'], container: { image: 'team/scoreboard' } }],
    ['an image whose name says nothing', { services: ['app-db', 'app'], container: { image: 'app-base' } }],
    [
      'a prefix that ends within a word',
      { services: ['scoreboards'], container: { image: 'team/scoreboard' } },
    ],
    [
      'a declared port',
      {
        services: ['scoreboard-db'],
        container: { image: 'team/scoreboard', env: [{ name: 'SCOREBOARD_DB_PORT', from: 'value' }] },
      },
    ],
    [
      'an app whose settings are known',
      {
        services: ['spark-master'],
        container: {
          image: 'apache/spark',
          command: ['spark-class', 'org.apache.spark.deploy.worker.Worker'],
        },
      },
    ],
    ['an official image', { services: ['redis-master'], container: { image: 'redis:7' } }],
  ])('nothing for %s', (_, template) => {
    expect(found(template)).toEqual([]);
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
    return collisionRules([])(template);
  });
  expect(all.filter(({ severity }) => severity !== 'info')).toEqual([]);
  expect(all.length).toBeLessThan(ORDINARY.length);
  expect(new Set(all.flatMap(({ mends }) => mends.map(({ title }) => title)))).toEqual(
    new Set(['Turn service links off: enableServiceLinks: false']),
  );
});

test('several Services of the image are told in one finding', () => {
  const services = ['board', 'board-a', 'board-b', 'board-c', 'board-d'];
  const template = templateOf({ services, container: { image: 'team/board' } });
  const findings = rule({ ...template, ownServices: services });
  expect(findings.map(({ code, message }) => [code, message.replace(/: if .*/, '')])).toEqual([
    [
      'own-service-collision',
      'The Service board selects pods of the same image, and also in these it makes BOARD_PORT, a URL, and 7 more variables with the prefix BOARD_. The image has the same name',
    ],
    [
      'own-service-collision',
      'The Services board-a, board-b, board-c and 1 more select pods of the same image, and also in these they make BOARD_A_PORT, BOARD_B_PORT, BOARD_C_PORT and 1 more, which are URLs, and more variables with these prefixes. The image’s name is the beginning of it',
    ],
  ]);
  expect(findings[1]?.evidence[0]?.command).toBe(
    'kubectl get service board-a board-b board-c -n shop -o yaml',
  );
});

test('Services of other workloads with the same image are told in one finding beside its own', () => {
  const others = ['scoreboard-admin', 'scoreboard-api', 'scoreboard-live'];
  const template = templateOf({
    services: ['scoreboard', ...others],
    workload: { selectedBy: ['scoreboard'] },
    container: { image: 'team/scoreboard' },
  });
  const findings = rule(template);
  expect(findings.map(({ code }) => code)).toEqual(['own-service-collision', 'sibling-service-collision']);
  expect(findings[1]?.message).toContain('SCOREBOARD_ADMIN_PORT');
});
