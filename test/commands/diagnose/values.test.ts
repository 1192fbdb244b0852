import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allowed, unusedAccesses } from '../../../src/commands/diagnose/allow.ts';
import { stagesOf } from '../../../src/commands/diagnose/stages.ts';
import { checkUrls } from '../../../src/collect/sampler/urls.ts';
import { windowMs } from '../../../src/commands/diagnose/window.ts';
import { STAGES } from '../../../src/contracts/diagnosis.ts';
import { EnvauditError, EXIT } from '../../../src/errors.ts';

const USAGE = { code: 'usage', exitCode: EXIT.usage };

function errorOf(run: () => unknown): unknown {
  try {
    run();
    return undefined;
  } catch (error) {
    return error;
  }
}

/** Each either gives a value or says what is wrong, whatever is typed. */
test.each<[string, (text: string) => unknown]>([
  ['--stages', stagesOf],
  ['--window', windowMs],
  ['--allow', allowed],
  ['--url', (text) => checkUrls([text], 1)],
])('%s: whatever is typed is understood or refused as wrong usage', (_, parse) => {
  const text = fc.oneof(
    fc.string(),
    fc.stringMatching(/^[\d.,a-z-]{0,12}$/),
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
  );
  fc.assert(
    fc.property(text, (typed) => {
      expect(errorOf(() => parse(typed)) ?? USAGE).toMatchObject(USAGE);
    }),
  );
});

describe('--stages', () => {
  test.each([
    [undefined, [...STAGES]],
    ['1', ['host-resources']],
    ['1-3,root-cause', ['host-resources', 'app-limits', 'dependency-services', 'root-cause']],
    ['4,2', ['app-limits', 'app-hotspots']],
    ['app-limits, app-limits', ['app-limits']],
    ['1-5', [...STAGES]],
    ['root-cause', [...STAGES]],
    ['5', [...STAGES]],
  ])('%s', (list, stages) => {
    expect(stagesOf(list)).toEqual(stages);
  });

  test.each(['', '0', '6', '3-1', '1-', '1-9', 'host', '1,,2', 'all'])('"%s" is refused', (list) => {
    expect(() => stagesOf(list)).toThrow(EnvauditError);
  });
});

describe('--window', () => {
  test.each([
    ['10s', 10_000],
    ['1m30s', 90_000],
    ['1.5m', 90_000],
    ['1500ms', 1500],
    ['5m', 300_000],
    ['1s', 1000],
  ])('%s', (text, milliseconds) => {
    expect(windowMs(text)).toBe(milliseconds);
  });

  test.each(['', '10', 's', '10 s', '-5s', '999ms', '5m1s', '1h', '1e3s', '10x', '1..5s'])(
    '"%s" is refused',
    (text) => {
      expect(() => windowMs(text)).toThrow(EnvauditError);
    },
  );
});

describe('--allow', () => {
  test.each([
    [undefined, ['read', 'exec']],
    ['read', ['read']],
    ['exec', ['read', 'exec']],
    ['exec,read', ['read', 'exec']],
    ['trace, node', ['read', 'trace', 'node']],
  ])('%s', (list, accesses) => {
    expect(allowed(list)).toEqual(accesses);
  });

  test.each(['', 'write', 'read,', 'READ'])('"%s" is refused', (list) => {
    expect(() => allowed(list)).toThrow(EnvauditError);
  });

  test('says what changes nothing', () => {
    expect(unusedAccesses(allowed('read,exec,trace,profile'))).toEqual(['trace', 'profile']);
  });
});
