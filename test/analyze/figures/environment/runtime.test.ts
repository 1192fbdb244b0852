import { describe, expect, test } from 'vitest';
import { recogniseRuntime, runsBash, shellOf } from '../../../../src/analyze/figures/environment/runtime.ts';
import { evidenceOf, timed, type Scenario } from '../../evidence.ts';

const silent: Scenario['probe'] = { known: false, code: 'not-running', message: 'not running' };

describe('the runtime of a container', () => {
  test.each<[string, Scenario, string | undefined]>([
    ['what was timed', { timing: { runtime: 'python', spawnInherited: timed(1) } }, 'python'],
    ['the main process', { probe: { processes: { main: '/usr/bin/java', executables: [] } } }, 'java'],
    [
      'the app, although only a shell was timed',
      { timing: { runtime: 'sh' }, probe: { processes: { main: 'nginx: master process', executables: [] } } },
      'nginx',
    ],
    [
      'one of the executables behind tini',
      { probe: { processes: { main: '/sbin/tini', executables: ['/sbin/tini', '/usr/local/bin/node'] } } },
      'node',
    ],
    ['the command', { probe: silent, container: { command: ['python3', '-m', 'http.server'] } }, 'python'],
    [
      'what sh -c runs',
      { probe: silent, container: { command: ['sh', '-c', 'exec node server.js'] } },
      'node',
    ],
    ['the image', { probe: silent, container: { image: 'registry:5000/base/node:22@sha256:00' } }, 'node'],
    ['nothing', { probe: silent }, undefined],
    [
      'a shell where nothing else runs',
      { timing: { runtime: 'sh' }, probe: { processes: { main: 'sleep', executables: ['sleep'] } } },
      'sh',
    ],
  ])('is recognised by %s', (_, scenario, id) => {
    expect(guess(scenario).id).toBe(id);
  });

  test.each<[string, Scenario, string[]]>([
    ['npm sets its title', { probe: { processes: { main: 'npm start', executables: ['node'] } } }, ['npm']],
    ['s6 as /init', { probe: { processes: { main: '/init', executables: [] } } }, ['s6']],
    ['bash in the command', { probe: silent, container: { command: ['/bin/bash', '/entry.sh'] } }, ['bash']],
    ['dumb-init', { probe: silent, container: { command: ['dumb-init', 'node'] } }, ['tini']],
    ['node alone', {}, []],
    [
      's6 in an image of linuxserver.io',
      { probe: silent, container: { image: 'lscr.io/linuxserver/chromium:latest' } },
      ['s6'],
    ],
    [
      'no s6 in such an image with a command of its own',
      { probe: silent, container: { image: 'linuxserver/chromium', command: ['sleep', '1'] } },
      [],
    ],
    ['no s6 where the container said otherwise', { container: { image: 'linuxserver/chromium' } }, []],
  ])('wrappers: %s', (_, scenario, wrappers) => {
    expect([...guess(scenario).wrappers]).toEqual(wrappers);
  });

  test.each<[string, Scenario, boolean]>([
    ['the official image', { container: { image: 'nginx:1.27-alpine' } }, true],
    ['the unprivileged one', { container: { image: 'nginxinc/nginx-unprivileged' } }, true],
    [
      'another image that calls the entrypoint',
      { container: { command: ['/docker-entrypoint.sh'], args: ['nginx'] } },
      true,
    ],
    [
      'postgres, whose entrypoint has the same name',
      { container: { image: 'postgres', command: ['docker-entrypoint.sh'], args: ['postgres'] } },
      false,
    ],
    ['nginx started directly', { container: { image: 'nginx', command: ['nginx'] } }, false],
    ['the ingress controller', { container: { image: 'nginx-ingress-controller' } }, false],
  ])('envsubst entrypoint: %s', (_, scenario, expected) => {
    expect(guess(scenario).envsubst !== undefined).toBe(expected);
  });
});

test.each([
  [['bash', '-c', 'true'], true],
  [['sh', '-c', 'exec bash /x'], true],
  [['sh', '-c', 'true'], false],
])('%j runs bash: %s', (command, expected) => {
  expect(runsBash(command)).toBe(expected);
});

function guess(scenario: Scenario) {
  const [container] = evidenceOf(scenario).containers;
  if (container === undefined) throw new Error('no container');
  return recogniseRuntime(container);
}

test.each<[string[], ReturnType<typeof shellOf>]>([
  [['cat', '/ready'], 'none'],
  [['sh', '-c', 'test -f /ready'], 'sh'],
  [['/bin/ash', '-c', 'true'], 'sh'],
  [['/bin/bash', '-c', 'true'], 'bash'],
  [['sh', '-c', 'bash /check'], 'bash'],
  [['/healthcheck.sh'], 'sh'],
  [['/bin/grpc_health_probe'], 'none'],
  [[], 'none'],
])('the command %j starts the shell %s', (command, shell) => {
  expect(shellOf(command)).toBe(shell);
});
