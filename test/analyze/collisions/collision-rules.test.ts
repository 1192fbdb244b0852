import { describe, expect, test } from 'vitest';
import { collisionRules, type CollisionRule } from '../../../src/analyze/collisions/index.ts';
import type { TemplateJudgement } from '../../../src/analyze/judgement/template.ts';
import type { EnvFromEvidence } from '../../../src/contracts/evidence.ts';
import { service } from '../../env/services.ts';
import { templateOf, type Template } from '../template.ts';

const SHOP: CollisionRule = {
  id: 'shop',
  app: 'the shop',
  reads: ['SHOP_PORT', 'SHOP_DB_*'],
  match: { images: ['team/shop'] },
  severity: 'high',
  effect: 'It does not start.',
};

const IMAGE = { image: 'registry.example:5000/team/shop:1' };

function byRule(rules: CollisionRule[], judgement: TemplateJudgement) {
  return collisionRules(rules)(judgement).filter(({ code }) => code === 'variable-collision');
}

function found(template: Template, rules: CollisionRule[] = [SHOP]) {
  return byRule(rules, templateOf(template));
}

test('a rule of a user’s works like a built-in one, and says all it knows', () => {
  const [finding, ...more] = found({ services: ['shop', 'shop-db', 'other'], container: IMAGE });
  expect(more).toEqual([]);
  expect(finding).toMatchObject({
    severity: 'high',
    field: ['containers', 0, 'image'],
    message:
      'The Services shop and shop-db make SHOP_PORT, SHOP_DB_PORT, SHOP_DB_SERVICE_HOST and 6 more, which the shop reads as its own settings. It does not start.',
    evidence: [{ text: 'the shop is told by image team/shop.' }],
  });
  expect(finding?.mends.map(({ title }) => title)).toEqual([
    'Turn service links off: enableServiceLinks: false',
    'Declare SHOP_PORT, SHOP_DB_PORT, SHOP_DB_SERVICE_HOST and 6 more in the pod spec',
    'Rename the Services shop and shop-db',
  ]);
});

test('where declaring is no way out, it is not offered', () => {
  const rule = { ...SHOP, declarable: false, wayOut: 'Call it otherwise.' };
  const [finding] = found({ services: ['shop'], container: IMAGE }, [rule]);
  expect(finding?.mends.map(({ title }) => title)).toEqual([
    'What suits this app',
    'Turn service links off: enableServiceLinks: false',
    'Rename the Service shop',
  ]);
});

test('a rule with the id of a built-in one takes its place', () => {
  const rule = { ...SHOP, id: 'n8n' };
  expect(found({ services: ['n8n'], container: { image: 'n8nio/n8n' } }, [rule])).toEqual([]);
  expect(found({ services: ['n8n'], container: { image: 'n8nio/n8n' } }, [])).toHaveLength(1);
});

test('a declared variable hides one name, the others remain', () => {
  const env = [{ name: 'SHOP_PORT', from: 'value' as const, bytes: 4 }];
  const [finding] = found({ services: ['shop', 'shop-db'], container: { ...IMAGE, env } });
  expect(finding?.message).not.toContain('SHOP_PORT');
  expect(finding?.message).toContain('The Service shop-db makes');
});

describe('envFrom', () => {
  test('declares, too, when its keys are known', () => {
    const envFrom = source({ known: true, value: ['PORT'] });
    expect(found({ services: ['shop'], container: { ...IMAGE, envFrom } })).toEqual([]);
  });

  test('makes it uncertain when they are not', () => {
    const envFrom = source({ known: false, problem: { code: 'forbidden', message: 'may not' } });
    const [finding] = found({ services: ['shop'], container: { ...IMAGE, envFrom } });
    expect(finding?.severity).toBe('low');
    expect(finding?.message).toContain('A source of envFrom whose keys are not known may declare it.');
  });
});

describe('where only the runtime tells', () => {
  const java = { image: 'eclipse-temurin:21' };

  test('the finding begins with if, and is mild', () => {
    const [finding] = found({ services: ['server'], container: java }, []);
    expect(finding?.severity).toBe('low');
    expect(finding?.message).toMatch(
      /^The Service server makes SERVER_PORT; if this app is a Spring Boot app, it reads it as its own setting\./,
    );
  });

  test('what would not be a failure is a mere hint', () => {
    expect(found({ services: ['rabbitmq'], container: java }, [])[0]?.severity).toBe('info');
  });
});

test.each([
  ['shop', 'shop', true],
  ['shop', 'docker.io/library/shop', true],
  ['shop', 'localhost/shop:1', true],
  ['shop', 'registry:5000/a/b/shop@sha256:0123', true],
  ['shop', 'shop:1/not', false],
  ['team/shop', 'registry.example/team/shop:1', true],
  ['team/shop', 'shop', false],
  ['team/*', 'registry.example/x/team/anything', true],
  ['shop-*', 'team/shop-api', true],
  ['shop-*', 'team/shop', false],
  ['*shop*', 'team/my-shop-api', true],
  ['shop', '', false],
  ['shop', '///', false],
])('the pattern %j and the image %j: %j', (pattern, image, expected) => {
  const rule = { ...SHOP, match: { images: [pattern] } };
  expect(found({ services: ['shop'], container: { image } }, [rule]).length > 0).toBe(expected);
});

test.each([
  [['/usr/bin/shop', 'run'], [], true],
  [['sh', '-c'], ['cd /app && exec ./shop --port 1'], true],
  [['sh', '-c', '(shop)&'], [], true],
  [['sh', '-ec', 'PORT=1 exec env A=b shop'], [], true],
  [['bash', '-c', 'until nc -z db 1; do sleep 1; done; shop'], [], true],
  [['sh', '-c', 'if ! shop --check; then exit 1; fi'], [], true],
  [['tini', '--', 'shop'], [], true],
  [['/usr/bin/dumb-init', '--verbose', '--', '/bin/shop'], [], true],
  [['gosu', 'nobody', 'shop'], [], true],
  [['/docker-entrypoint.sh'], ['shop', 'serve'], true],
  [['/wait-for-it.sh', 'db:5432', '--', 'shop'], [], true],
  [['python3', '-m', 'shop'], [], true],
  [['php', '/srv/shop'], [], true],
  [['java', '-Xmx1g', '-cp', 'lib', 'shop'], [], false],
  [['celery', '-A', 'proj', 'shop'], [], true],
  [['bundle', 'exec', 'shop'], [], true],
  [[], ['shop', 'serve'], true],
  [[], ['--storage', 'shop'], false],
  [['backup', '--target', '/data/shop'], [], false],
  [['helper', 'shop'], [], false],
  [['helper'], ['shop'], false],
  [['kubectl', 'get', 'pods', '-n', 'shop'], [], false],
  [['sh', '-c', 'echo waiting for shop'], [], false],
  [['sh', '-c', 'mc alias set shop http://shop:9000'], [], false],
  [['wait-for', 'shop'], [], false],
  [['workshop'], [], false],
  [[], [], false],
])('the command %j with %j runs the app: %j', (command, args, expected) => {
  const rule = { ...SHOP, match: { commands: ['shop'] } };
  expect(found({ services: ['shop'], container: { command, args } }, [rule]).length > 0).toBe(expected);
});

test('a glob does not mean the Service kubernetes, an exact name does', () => {
  expect(found({ container: IMAGE }, [{ ...SHOP, reads: ['*_PORT'] }])).toEqual([]);
  expect(found({ container: IMAGE }, [{ ...SHOP, reads: ['KUBERNETES_PORT'] }])).toHaveLength(1);
});

test('huge commands, images and patterns take no time to speak of', () => {
  const rules = [
    {
      ...SHOP,
      reads: [`${'*A'.repeat(60)}*`],
      match: { images: [`${'*a'.repeat(120)}b`], commands: ['*x*y*z'] },
    },
  ];
  const services = Array.from({ length: 2000 }, (_, index) => `${'a'.repeat(50)}-${index}`);
  const template = templateOf({ services });
  const container = {
    ...template.container,
    image: `${'a/'.repeat(100_000)}${'a'.repeat(100_000)}`,
    command: Array.from({ length: 10_000 }, () => 'xy '.repeat(1000)),
  };
  expect(byRule(rules, { ...template, container })).toEqual([]);
});

test('a Service without a cluster IP makes nothing', () => {
  expect(found({ services: [service('shop', 'None', '80')], container: IMAGE })).toEqual([]);
});

function source(keys: EnvFromEvidence['keys']): EnvFromEvidence[] {
  return [{ kind: 'configmap', name: 'shop', prefix: 'SHOP_', keys }];
}
