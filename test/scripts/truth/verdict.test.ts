import { describe, expect, test } from 'vitest';
import type { Cause, RootCause } from '../../../src/contracts/diagnosis.ts';
import { SITUATIONS } from '../../e2e/situations/index.ts';
import { verdictOn } from '../../e2e/situations/verdict.ts';

const CHILD = { causes: ['service-links'] as Cause[] };
const INNOCENT = { causes: [] as Cause[] };

function said(parts: Partial<RootCause>): { rootCause: RootCause } {
  const nothing: RootCause = {
    conclusion: 'Nothing explains a slowness.',
    confidence: 'none',
    because: [],
    contributing: [],
    ruledOut: [],
    surer: [],
    mends: [],
  };
  return { rootCause: { ...nothing, ...parts } };
}
const beside = (cause: Cause, confidence: 'likely' | 'possible'): RootCause['contributing'][number] => ({
  cause,
  title: cause,
  confidence,
  text: 'It adds to it.',
});

describe('what was said beside the truth', () => {
  test.each([
    ['a cause that is accepted is right', CHILD, said({ cause: 'service-links', confidence: 'likely' })],
    ['nothing about an innocent pod is right', INNOCENT, said({})],
    ['a mere possibility is no blame', INNOCENT, said({ cause: 'dns', confidence: 'possible' })],
    [
      'two causes that add up, one of them beside the other',
      { causes: ['dns', 'app-cpu'] as Cause[], beside: ['dns', 'app-cpu'] as Cause[] },
      said({ cause: 'dns', confidence: 'likely', contributing: [beside('app-cpu', 'possible')] }),
    ],
    [
      'what must be told may be told by a reason',
      { causes: ['crash'] as Cause[], tells: /settings/ },
      said({
        cause: 'crash',
        confidence: 'proved',
        because: [{ text: 'cannot read settings', stage: 'app-limits', check: 'last-exit' }],
      }),
    ],
  ])('%s', (_, truth, diagnosis) => {
    expect(verdictOn(truth, diagnosis, 'quiet')).toEqual({ right: true });
  });

  test.each([
    ['another cause', CHILD, said({ cause: 'dns', confidence: 'proved' }), 'it is not dns'],
    ['none', CHILD, said({}), 'no cause is named'],
    [
      'a likely one of an innocent pod',
      INNOCENT,
      said({ cause: 'dns', confidence: 'likely' }),
      'dns is innocent',
    ],
    [
      'service links, even as a mere possibility',
      INNOCENT,
      said({ cause: 'service-links', confidence: 'possible' }),
      'service links are innocent',
    ],
    [
      'service links beside the right one',
      { causes: ['dns'] as Cause[] },
      said({ cause: 'dns', confidence: 'proved', contributing: [beside('service-links', 'likely')] }),
      'service links are innocent',
    ],
    [
      'one of two',
      { causes: ['dns', 'app-cpu'] as Cause[], beside: ['dns', 'app-cpu'] as Cause[] },
      said({ cause: 'dns', confidence: 'likely' }),
      'app-cpu is not named',
    ],
    [
      'the right one without what explains it',
      { causes: ['crash'] as Cause[], tells: /settings/ },
      said({ cause: 'crash', confidence: 'proved' }),
      'nothing tells settings',
    ],
  ])('%s is wrong', (_, truth, diagnosis, why) => {
    expect(verdictOn(truth, diagnosis, 'quiet')).toEqual({ right: false, why });
  });

  const busyNode = said({ cause: 'host-cpu', confidence: 'proved' });
  test.each([
    ['right for an innocent one that computes', { ...INNOCENT, computes: true as const }, busyNode, true],
    ['wrong for one that sleeps', INNOCENT, busyNode, false],
    ['wrong where the own cause is not named', { ...CHILD, computes: true as const }, busyNode, false],
    [
      'right where the own cause is named beside it',
      { ...CHILD, computes: true as const },
      said({ ...busyNode.rootCause, contributing: [beside('service-links', 'likely')] }),
      true,
    ],
  ])('the node is, beside a busy neighbour, %s', (_, truth, diagnosis, right) => {
    expect(verdictOn(truth, diagnosis, 'busy').right).toBe(right);
  });
});

test('there are twenty situations or more, at least ten and a third of them innocent, and each has a name of its own', () => {
  const innocent = SITUATIONS.filter(({ causes }) => causes.length === 0);
  expect(SITUATIONS.length).toBeGreaterThanOrEqual(20);
  expect(innocent.length).toBeGreaterThanOrEqual(10);
  expect(innocent.length / SITUATIONS.length).toBeGreaterThan(1 / 3);
  expect(new Set(SITUATIONS.map(({ name }) => name)).size).toBe(SITUATIONS.length);
});

test.each(SITUATIONS)('$name makes a pod of its name', ({ name, objects }) => {
  const made = objects({ images: {} as never, addressOf: () => '10.96.0.10' });
  expect(made.map((each) => (each as { metadata: { name: string } }).metadata.name)).toContain(name);
});
