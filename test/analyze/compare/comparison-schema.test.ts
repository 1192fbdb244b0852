import { describe, expect, test } from 'vitest';
import schema from '../../../docs/comparison.schema.json' with { type: 'json' };
import type { Comparison, Difference } from '../../../src/contracts/comparison.ts';
import { closed, differences, validator } from '../../present/schema.ts';
import type { Bare, Full } from '../../present/schema.ts';
import { timed } from '../evidence.ts';
import { compared, compareSides, namespaceOf } from './sides.ts';

const side = { label: 'l', context: 'c', namespace: 'n', pod: 'p', container: 'c', node: 'n' };

const full = {
  apiVersion: 'envaudit/v1',
  kind: 'Comparison',
  collectedAt: '2026-11-20T14:30:00Z',
  tool: { version: '0.1.0' },
  a: side,
  b: side,
  differences: [
    {
      what: 'services',
      title: 't',
      a: '1',
      b: '2',
      weight: 'explains',
      message: 'm',
      evidence: [{ text: 't', command: 'c' }],
    },
  ],
  same: ['t'],
  unknown: [{ titles: ['t'], sides: ['a', 'b'], because: 'why' }],
  conclusion: 'c',
  incomplete: [{ code: 'c', message: 'm', hint: 'h' }],
} satisfies Full<Comparison>;

const bare = {
  apiVersion: 'envaudit/v1',
  kind: 'Comparison',
  collectedAt: '2026-11-20T14:30:00Z',
  tool: { version: '0.1.0' },
  a: { label: 'l', namespace: 'n' },
  b: { label: 'l', namespace: 'n' },
  differences: [{ what: 'services', title: 't', weight: 'context', message: 'm', evidence: [{ text: 't' }] }],
  same: [],
  conclusion: 'c',
  incomplete: [{ code: 'c', message: 'm' }],
} satisfies Bare<Comparison>;

const errorsOf = validator(schema);
const strictErrorsOf = validator({ ...closed(schema), $id: 'urn:envaudit:v1:closed-comparison' });

describe('docs/comparison.schema.json', () => {
  test('has the keys of the contract, and requires those that are not optional', () => {
    expect(differences(schema, [full], [bare])).toEqual([]);
  });

  test.each<[string, object]>([
    ['with every key', full],
    ['with the required keys only', bare],
    [
      'of two containers',
      compared(
        { services: 500, timing: { spawnInherited: timed(80) } },
        { services: 5, node: 'forbidden', timing: { spawnInherited: timed(2) } },
      ),
    ],
    ['of two namespaces', compareSides(namespaceOf({ services: 300, stale: 20 }), namespaceOf({}))],
  ])('takes a comparison %s', (_, comparison) => {
    expect(strictErrorsOf(comparison)).toEqual([]);
  });

  test('takes keys that a later version adds, and no other weights', () => {
    expect(errorsOf({ ...full, later: true })).toEqual([]);
    expect(errorsOf({ ...full, differences: [{ ...full.differences[0], weight: 'blames' }] })).not.toEqual(
      [],
    );
  });

  test('knows the same weights', () => {
    const weights = { explains: 0, contributes: 0, context: 0 };
    weights satisfies Record<Difference['weight'], number>;
    expect(schema.$defs.difference.properties.weight.enum).toEqual(Object.keys(weights));
  });
});
