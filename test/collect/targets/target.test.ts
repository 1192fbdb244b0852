import { describe, expect, test } from 'vitest';
import { parseTarget } from '../../../src/collect/targets/target.ts';
import { EnvauditError, EXIT } from '../../../src/errors.ts';

describe('a target', () => {
  test.each([
    ['a bare name is a pod', 'web-7d64', 'pod', 'web-7d64'],
    ['pod/NAME is a pod', 'pod/web-7d64', 'pod', 'web-7d64'],
    ['kubectl’s short names are known', 'deploy/web', 'deployment', 'web'],
    ['plurals are known', 'statefulsets/db', 'statefulset', 'db'],
    ['types may carry their group', 'daemonset.apps/agent', 'daemonset', 'agent'],
    ['types are not case sensitive', 'CronJob/nightly', 'cronjob', 'nightly'],
    ['names may have dots', 'po/a.b-c', 'pod', 'a.b-c'],
  ])('%s', (_, typed, kind, name) => {
    const target = parseTarget(typed);
    expect([target.kind.kind, target.name, target.typed]).toEqual([kind, name, typed]);
  });

  test.each([
    [
      'a type without pods is refused, with the types that have some',
      'configmap/app',
      /resource type "configmap"/,
    ],
    ['an empty name is refused', 'deploy/', /names no object/],
    ['a name that leaves its path segment is refused', 'pod/../secrets', /not a valid object name/],
    ['an escape sequence is no name', '\u001b[31mweb', /not a valid object name/],
    ['an upper-case name is refused before the server has to', 'Web', /not a valid object name/],
    ['a name longer than any object’s is refused', 'a'.repeat(254), /not a valid object name/],
  ])('%s', (_, typed, message) => {
    const error = thrown(() => parseTarget(typed));
    expect(error).toBeInstanceOf(EnvauditError);
    expect(error).toMatchObject({ code: 'usage', exitCode: EXIT.usage, hint: expect.any(String) });
    expect((error as Error).message).toMatch(message);
  });
});

function thrown(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}
