import { describe, expect, test } from 'vitest';
import { collisionRules } from '../../../src/analyze/collisions/index.ts';
import type { ContainerInventory } from '../../../src/contracts/inventory.ts';
import { templateOf, type Template } from '../template.ts';

const ELSEWHERE = new Map([
  ['SCOREBOARD_PORT', 'deployment/scoreboard'],
  ['SCOREBOARD_TITLE', 'deployment/scoreboard'],
]);

function found(container: Partial<ContainerInventory>, more: Template = {}) {
  const template = templateOf({
    services: ['scoreboard'],
    container: { image: 'team/board', ...container },
    ...more,
  });
  const all = collisionRules([])({ ...template, declaredElsewhere: ELSEWHERE });
  return all.filter(({ message }) => message.startsWith('Of the same image'));
}

test('a hook that lacks what the server of its image declares', () => {
  const [finding, ...more] = found({ args: ['seed'] });
  expect(more).toEqual([]);
  expect(finding).toMatchObject({ code: 'variable-collision', severity: 'medium', certainty: 'likely' });
  expect(finding?.message).toMatch(
    /^Of the same image, deployment\/scoreboard declares SCOREBOARD_PORT and this container does not: the app gets a URL, made by the Service scoreboard/,
  );
});

test('unknown keys of envFrom make it possible only', () => {
  const keys = { known: false as const, problem: { code: 'not-read', message: 'not read' } };
  const envFrom = [{ kind: 'secret' as const, name: 'app', prefix: '', keys }];
  expect(found({ envFrom })).toMatchObject([{ severity: 'info', certainty: 'possible' }]);
});

describe('nothing for', () => {
  test.each<[string, Partial<ContainerInventory>, Template?]>([
    ['a container that declares it, too', { env: [{ name: 'SCOREBOARD_PORT', from: 'value' }] }],
    ['an official image, which is no app', { image: 'docker.io/library/node:22' }],
    ['a command that runs something else', { command: ['sh', '-c', 'sleep 1'] }],
    ['links off', {}, { linksOn: false }],
    ['a Service that is not there', {}, { services: ['orders'] }],
  ])('%s', (_, container, more) => {
    expect(found(container, more)).toEqual([]);
  });
});
