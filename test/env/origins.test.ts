import { describe, expect, test } from 'vitest';
import { declaredVariables, type Declared } from '../../src/env/declared.ts';
import { attribute, originTotals, type AttributionInput } from '../../src/env/origins.ts';
import { predictForPod } from '../../src/env/prediction.ts';
import type { EnvironmentEvidence, PredictionOutcome } from '../../src/contracts/evidence.ts';
import { service } from './services.ts';

const kubernetes = service('kubernetes', '10.0.0.1', 'https:443');
const redis = { ...service('redis', '10.0.0.2', '6379'), createdAt: '2026-02-02T00:00:00Z' };
const services = {
  default: { known: true as const, value: [kubernetes] },
  shop: { known: true as const, value: [redis] },
};
const pod = { namespace: 'shop', enableServiceLinks: true };
const prediction = predictForPod(services, pod);
const nothing: Declared = { variables: new Map(), unknown: [] };

describe('the origin of a variable', () => {
  test('predicted ones come from kubernetes or another Service, with its port', () => {
    const found = origins({ environment: environment('same', [{ name: 'PATH', bytes: 10 }]) });
    expect(found.get('KUBERNETES_PORT')).toMatchObject({
      origin: 'kubernetes',
      source: 'service/kubernetes port 443/TCP',
    });
    expect(found.get('REDIS_PORT')).toMatchObject({
      origin: 'service-link',
      source: 'service/redis port 6379/TCP',
    });
    expect(found.get('PATH')).toMatchObject({ origin: 'image-or-runtime' });
  });

  test('a declared variable is the spec’s even if a Service predicts its name', () => {
    const declared = declaredVariables({ env: [{ name: 'REDIS_PORT', from: 'value' }], envFrom: [] });
    const found = origins({ declared, environment: environment('same', []) });
    expect(found.get('REDIS_PORT')).toMatchObject({ origin: 'declared', source: 'spec' });
  });

  test('what is left over is the image’s, unless an envFrom has unknown keys', () => {
    const others = [
      { name: 'SETTING', bytes: 1 },
      { name: 'NODE_VERSION', bytes: 7 },
    ];
    const unknown: Declared = { variables: new Map(), unknown: [{ code: 'forbidden', message: 'no' }] };
    expect(origins({ environment: environment('same', others) }).get('SETTING')?.origin).toBe(
      'image-or-runtime',
    );
    const found = origins({ declared: unknown, environment: environment('same', others) });
    expect(found.get('SETTING')?.origin).toBe('unknown');
    expect(found.get('NODE_VERSION')?.origin).toBe('image-or-runtime');
  });

  test('a single variable of a Service that came later is the image’s own', () => {
    const outcomes = prediction.variables.map(({ name }): PredictionOutcome => {
      if (!name.startsWith('REDIS')) return 'same';
      return name === 'REDIS_PORT' ? 'differs' : 'absent';
    });
    expect(origins({ environment: environment(outcomes, []) }).get('REDIS_PORT')?.origin).toBe(
      'image-or-runtime',
    );
  });

  test('without links no family is a ghost', () => {
    const off = predictForPod(services, { ...pod, enableServiceLinks: false });
    const others = family('old');
    const attribution = attribute({
      prediction: off,
      declared: nothing,
      enableServiceLinks: false,
      environment: {
        ...environment('same', others),
        predicted: [{ outcome: 'same', count: off.variables.length }],
      },
    });
    expect(attribution.ghosts).toEqual([]);
    expect(attribution.variables.find(({ name }) => name === 'OLD_PORT')?.origin).toBe('image-or-runtime');
  });

  test('where Services could not be listed, families are links and not ghosts', () => {
    const problem = { code: 'forbidden', message: 'may not list services' };
    const blind = predictForPod({ shop: { known: false, problem }, default: { known: false, problem } }, pod);
    const environmentOfAll = {
      ...environment([], [...family('old'), ...family('kubernetes')]),
      predicted: [],
    };
    const attribution = attribute({
      prediction: blind,
      declared: nothing,
      enableServiceLinks: true,
      environment: environmentOfAll,
    });
    expect(attribution.ghosts).toEqual([]);
    expect(attribution.unlisted.map(({ name }) => name)).toEqual(['old']);
    const totals = originTotals(attribution);
    expect(totals['service-link'].variables).toBe(7);
    expect(totals.kubernetes.variables).toBe(7);
  });

  test('without an answer, Services newer than the start are not in the container', () => {
    const found = origins({ environment: undefined, startedAt: '2026-02-01T00:00:00Z' });
    expect([...found.keys()].every((name) => name.startsWith('KUBERNETES_'))).toBe(true);
  });

  test('runs that do not fit the prediction tell nothing', () => {
    const other = { ...environment('same', []), predicted: [{ outcome: 'absent' as const, count: 3 }] };
    const { presence } = attribute({
      prediction,
      declared: nothing,
      enableServiceLinks: true,
      environment: other,
    });
    expect(new Set(presence)).toEqual(new Set(['unseen']));
  });
});

describe('the totals of the origins', () => {
  test('agree with the block, also where lengths are missing or names were cut', () => {
    const others = [{ name: 'A' }, { name: 'B' }];
    const base = environment('same', others);
    const cut = { ...base, count: base.count + 5, bytes: base.bytes + 1000, truncated: true };
    const attribution = attribute({
      prediction,
      declared: nothing,
      enableServiceLinks: true,
      environment: cut,
    });
    const totals = originTotals(attribution, cut.bytes);
    expect(totals.unknown.variables).toBe(5);
    const bytes = Object.values(totals).reduce((sum, each) => sum + each.bytes, 0);
    expect(bytes).toBe(cut.bytes);
  });
});

function origins(input: Partial<AttributionInput>) {
  const { variables } = attribute({ prediction, declared: nothing, enableServiceLinks: true, ...input });
  return new Map(variables.map((variable) => [variable.name, variable]));
}

function family(name: string): { name: string; bytes: number }[] {
  return predictForPod(
    { x: { known: true, value: [service(name, '10.0.0.3', '80')] } },
    { namespace: 'x', enableServiceLinks: true },
  ).variables.map((variable) => ({ name: variable.name, bytes: variable.value.length }));
}

function environment(
  outcomes: 'same' | PredictionOutcome[],
  others: EnvironmentEvidence['others'],
): EnvironmentEvidence {
  const list = outcomes === 'same' ? prediction.variables.map(() => 'same' as const) : outcomes;
  const there = prediction.variables.filter(
    (_, index) => list[index] === 'same' || list[index] === 'differs',
  );
  return {
    count: there.length + others.length,
    bytes:
      there.reduce((sum, { name, value }) => sum + name.length + value.length + 2, 0) +
      others.reduce((sum, { name, bytes }) => sum + name.length + (bytes ?? 0) + 2, 0),
    predicted: list.map((outcome) => ({ outcome, count: 1 })),
    others,
    truncated: false,
  };
}
