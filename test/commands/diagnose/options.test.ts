import { describe, expect, test } from 'vitest';
import { planDiagnosis } from '../../../src/commands/diagnose/options.ts';
import { diagnosisExitCode } from '../../../src/commands/diagnose/sureness.ts';
import { parse } from '../../../src/commands/parse.ts';
import { quickInvocation } from '../../../src/commands/quick-invocation.ts';
import { EnvauditError, EXIT } from '../../../src/errors.ts';
import { caseA, quiet, unseen } from '../../present/samples/diagnosis.ts';

async function options(line: string) {
  const invocation = await parse(['diagnose', ...line.split(' ').filter(Boolean)]);
  if (invocation.verb !== 'diagnose') throw new Error(`${line} means ${invocation.verb}`);
  return invocation.options;
}

describe('kubectl envaudit diagnose', () => {
  test('takes a target, and has defaults', async () => {
    expect(planDiagnosis(await options('deploy/web -n shop'))).toEqual({
      target: 'deploy/web',
      stages: ['host-resources', 'app-limits', 'dependency-services', 'app-hotspots', 'root-cause'],
      request: { windowMs: 10_000, allow: ['read', 'exec'], urls: [], requests: 20 },
    });
  });

  test.each([
    ['a target behind --', '-n shop -- web', { target: 'web' }],
    ['TYPE NAME as in kubectl get', 'deploy web', { target: 'deploy/web' }],
    ['stages and a window', 'web --stages 1-2 --window 1m', { stages: ['host-resources', 'app-limits'] }],
    [
      'URLs',
      'web --url http://a/ --url http://b/ --requests 100',
      {
        request: {
          windowMs: 10_000,
          allow: ['read', 'exec'],
          urls: ['http://a/', 'http://b/'],
          requests: 100,
        },
      },
    ],
    [
      'no exec',
      'web --allow read',
      { request: { windowMs: 10_000, allow: ['read'], urls: [], requests: 20 } },
    ],
  ])('understands %s', async (_, line, expected) => {
    expect(planDiagnosis(await options(line))).toMatchObject(expected);
  });

  test.each([
    ['no target', '', 'no target'],
    ['two targets', 'web api', 'one target at a time'],
    ['two targets of a type', 'deploy web api', 'one target at a time'],
    ['an unknown stage', 'web --stages 1,host', 'there is no stage "host"'],
    ['a window that is too short', 'web --window 10ms', '--window must be from 1s to 5m'],
    ['a window without a unit', 'web --window 10', '"10" is not a time'],
    ['a URL of a stage that is left out', 'web --url http://a/ --stages 1', '--url is for the stage'],
    ['a URL without exec', 'web --url http://a/ --allow read', '--url needs exec'],
    ['requests without a URL', 'web --requests 5', '--requests is for --url'],
    ['no requests', 'web --url http://a/ --requests 0', 'from 1 to 1000'],
    ['requests that are no number', 'web --url http://a/ --requests many', 'from 1 to 1000'],
    ['a format that there is not', 'web -o sarif', 'unknown output format "sarif"'],
    ['a ticket again and again', 'web --watch -o markdown', '--watch is not for -o markdown'],
    ['saving what does not end', 'web --watch --save f', '--watch and --save'],
    ['failing what does not end', 'web --watch --fail-on-cause likely', '--watch and --fail-on-cause'],
  ])('refuses %s', async (_, line, says) => {
    const given = await options(line);
    expect(() => planDiagnosis(given)).toThrow(EnvauditError);
    expect(() => planDiagnosis(given)).toThrow(says);
  });

  test.each([
    ['an unknown flag', 'diagnose web --nope'],
    ['an unknown sureness', 'diagnose web --fail-on-cause surely'],
    ['a flag of another verb', 'diagnose web --fail-on high'],
  ])('refuses %s while parsing', async (_, line) => {
    await expect(parse(line.split(' '))).rejects.toMatchObject({ code: 'usage', exitCode: EXIT.usage });
  });

  test('is not taken for a pod by the quick parser', async () => {
    expect(await quickInvocation(['diagnose', 'web'])).toBeUndefined();
    expect(await quickInvocation(['pod/diagnose'])).toMatchObject({ verb: 'audit' });
  });

  test('may be the name of a pod', async () => {
    expect(await options('diagnose')).toMatchObject({ targets: ['diagnose'] });
  });
});

test.each([
  ['a cause and no flag', caseA, undefined, EXIT.ok],
  ['a proved cause', caseA, 'proved', EXIT.findings],
  ['a proved cause counts as a likely one', caseA, 'likely', EXIT.findings],
  ['a likely cause is not proved', withConfidence('likely'), 'proved', EXIT.ok],
  ['no cause', quiet, 'possible', EXIT.ok],
  ['something was not seen', unseen, undefined, EXIT.incomplete],
  ['a cause, and something was not seen', unseen, 'possible', EXIT.findings],
] as const)('the exit code with %s', (_, diagnosis, failOnCause, code) => {
  expect(diagnosisExitCode(diagnosis, failOnCause)).toBe(code);
});

function withConfidence(confidence: 'likely') {
  return { ...caseA, rootCause: { ...caseA.rootCause, confidence } };
}
