import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/analyze/analyze.ts';
import type { ContainerSpecEvidence } from '../../src/contracts/evidence.ts';
import { service } from '../env/services.ts';
import { LATER, evidenceOf, type Scenario } from './evidence.ts';

const CODES = /-collision$/;
/** Services that came after the container's start: it has nothing of them yet. */
const REDIS = { ...service('redis', '10.96.1.1', '6379'), createdAt: LATER };
const N8N = { ...service('n8n', '10.96.1.2', '5678'), createdAt: LATER };
const SCOREBOARD = { ...service('scoreboard', '10.96.1.3', '80'), createdAt: LATER };

/** The container has the variables of the API server and none of the Service that came later. */
const ABSENT: Scenario['predicted'] = [
  { outcome: 'same', count: 8 },
  { outcome: 'absent', count: 7 },
];

const NOT_ASKED = { known: false as const, code: 'not-running', message: 'it does not run' };
const CRASHING: Partial<ContainerSpecEvidence> = {
  ready: false,
  restarts: 7,
  notRunning: 'CrashLoopBackOff: back-off 5m0s restarting failed container',
  lastExit: { code: 1, reason: 'Error' },
};

function found(scenario: Scenario) {
  const [container] = analyze(evidenceOf(scenario)).containers;
  return (container?.findings ?? []).filter(({ code }) => CODES.test(code));
}

describe('an audit tells', () => {
  test.each<[string, Scenario, object]>([
    [
      'what a rule of the table knows',
      { services: [N8N], predicted: ABSENT, container: { image: 'n8nio/n8n:1.80' } },
      { code: 'variable-collision', severity: 'medium', certainty: 'likely' },
    ],
    [
      'a value that needs a number and will get a URL',
      {
        services: [REDIS],
        predicted: ABSENT,
        container: {
          image: 'team/app:1',
          env: [
            { name: 'URL', from: 'value', bytes: 30, references: ['REDIS_PORT'], numbers: ['REDIS_PORT'] },
          ],
        },
      },
      { code: 'variable-collision', severity: 'high', certainty: 'certain' },
    ],
    [
      'a host without its port',
      {
        services: [REDIS],
        predicted: ABSENT,
        container: { image: 'team/app:1', env: [{ name: 'REDIS_HOST', from: 'value', bytes: 5 }] },
      },
      { code: 'variable-collision', severity: 'low', certainty: 'likely' },
    ],
    [
      'a Service of the image’s name, where the container fails',
      {
        services: [SCOREBOARD],
        container: { ...CRASHING, image: 'team/scoreboard:1' },
        probe: NOT_ASKED,
      },
      { code: 'sibling-service-collision', severity: 'low', certainty: 'possible' },
    ],
    [
      'a Service of the workload’s name, where the container fails',
      {
        services: [SCOREBOARD],
        pod: { workload: { kind: 'deployment', name: 'scoreboard', apiVersion: 'apps/v1' } },
        container: { ...CRASHING, image: 'team/app:1' },
        probe: NOT_ASKED,
      },
      { code: 'sibling-service-collision', severity: 'low', certainty: 'possible' },
    ],
  ])('%s', (_, scenario, expected) => {
    const [finding, ...more] = found(scenario);
    expect(more).toEqual([]);
    expect(finding).toMatchObject(expected);
    expect(finding).not.toHaveProperty('field');
  });

  test('why it suspects a name', () => {
    const [finding] = found({
      services: [SCOREBOARD],
      container: { ...CRASHING, image: 'team/scoreboard:1' },
      probe: NOT_ASKED,
    });
    expect(finding?.message).toMatch(
      /^The Service scoreboard makes SCOREBOARD_PORT, with the prefix of the app’s name\. .* The container fails: CrashLoopBackOff: back-off 5m0s restarting failed container\.$/,
    );
  });
});

describe('an audit says nothing of', () => {
  test.each<[string, Scenario]>([
    [
      'a name alone, where the container runs',
      { services: [SCOREBOARD], container: { image: 'team/scoreboard' } },
    ],
    [
      'a variable that a ready container has and gets along with',
      { services: [service('n8n', '10.96.1.2', '5678')], container: { image: 'n8nio/n8n:1.80' } },
    ],
    [
      'links off',
      { services: [N8N], pod: { enableServiceLinks: false }, container: { image: 'n8nio/n8n:1.80' } },
    ],
    [
      'a declared variable',
      {
        services: [N8N],
        container: { image: 'n8nio/n8n:1.80', env: [{ name: 'N8N_PORT', from: 'value', bytes: 4 }] },
      },
    ],
    [
      'an app whose options nobody may see',
      {
        services: [service('podinfo', '10.96.1.2', '9898')],
        container: { ...CRASHING, image: 'stefanprodan/podinfo', command: ['./podinfo', '***********'] },
        probe: NOT_ASKED,
      },
    ],
    [
      'a script that nobody may see',
      {
        services: [N8N],
        predicted: ABSENT,
        container: { image: 'n8nio/n8n:1.80', command: ['sh', '-c', '***** ** ***'] },
      },
    ],
    ['Services that may not be listed', { forbidden: true, container: { image: 'n8nio/n8n:1.80' } }],
    [
      'a name, where the container ended well',
      {
        services: [SCOREBOARD],
        container: {
          image: 'team/scoreboard',
          ready: false,
          notRunning: 'Completed (exit code 0)',
          lastExit: { code: 0 },
        },
        probe: NOT_ASKED,
      },
    ],
  ])('%s', (_, scenario) => {
    expect(found(scenario)).toEqual([]);
  });
});
