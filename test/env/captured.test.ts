import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { declaredVariables } from '../../src/env/declared.ts';
import { attribute, originTotals } from '../../src/env/origins.ts';
import { predictForPod } from '../../src/env/prediction.ts';
import { atStart, nextRestart } from '../../src/env/timeline.ts';
import type { EnvironmentEvidence, ServiceEvidence } from '../../src/contracts/evidence.ts';

interface Captured {
  kubernetes: ServiceEvidence;
  startedAt: string;
  services: ServiceEvidence[];
  after: ServiceEvidence[];
  linksOn: string[];
  linksOff: string[];
}
const file = new URL('../fixtures/captured/env/all-port-shapes.json', import.meta.url);
const captured = JSON.parse(readFileSync(file, 'utf8')) as Captured;

const declared = declaredVariables({
  env: [
    { name: 'REDIS_PORT', from: 'value' },
    { name: 'POD', from: 'fieldRef', ref: 'metadata.name' },
  ],
  envFrom: [
    { kind: 'configmap', name: 'app', prefix: 'CFG_', keys: { known: true, value: ['LEVEL', '1bad'] } },
  ],
});

describe('a real container’s environment, in a namespace with all port shapes', () => {
  test('is the prediction, what the spec declares and what the image sets, and nothing else', () => {
    const { variables } = predict(captured.services, true);
    const lines = new Set(captured.linksOn);
    const hiddenOrContested = variables
      .filter(({ name, value }) => !lines.has(`${name}=${value}`))
      .map(({ name }) => name);
    expect(hiddenOrContested).toEqual(['FOO_SERVICE_PORT', 'REDIS_PORT']);
    const predicted = new Set(variables.map(({ name }) => name));
    const rest = captured.linksOn.map(nameOf).filter((name) => !predicted.has(name));
    expect(rest.toSorted()).toEqual(['CFG_1bad', 'CFG_LEVEL', 'HOME', 'HOSTNAME', 'PATH', 'POD']);
  });

  test('with links off has KUBERNETES_* of the namespace default', () => {
    const { variables } = predict(captured.services, false);
    const lines = new Set(captured.linksOff);
    expect(variables.every(({ name, value }) => lines.has(`${name}=${value}`))).toBe(true);
    const links = captured.linksOff.filter((line) => /_SERVICE_HOST=/.test(line)).map(nameOf);
    expect(links).toEqual(['KUBERNETES_SERVICE_HOST']);
  });

  test('has as many variables and bytes as the timeline says', () => {
    const prediction = predict(captured.services, true);
    const totals = nextRestart(prediction, declared);
    const declaredLines = new Set(captured.linksOn.filter((line) => declared.variables.has(nameOf(line))));
    const image = new Set(captured.linksOn.filter((line) => /^(PATH|HOSTNAME|HOME)=/.test(line)));
    expect(totals.variables).toBe(captured.linksOn.length - declaredLines.size - image.size);
    const bytes = captured.linksOn
      .filter((line) => !declaredLines.has(line) && !image.has(line))
      .reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
    // One contested variable: the prediction counts the longer of its two values.
    expect(totals.bytes - bytes).toBeGreaterThanOrEqual(0);
    expect(totals.bytes - bytes).toBeLessThan(30);
    expect(atStart({ prediction, declared, ghosts: [], startedAt: captured.startedAt })).toEqual(totals);
  });

  test('shows later which Services are gone, new and changed', () => {
    const prediction = predict(captured.after, true);
    const environment = answer(captured.linksOn, prediction.variables);
    const attribution = attribute({ prediction, declared, environment, enableServiceLinks: true });
    expect(attribution.ghosts.map(({ name, ports, variables }) => [name, ports, variables.length])).toEqual([
      ['gone-soon', ['8080/TCP', '9000/TCP'], 13],
      ['gone-too', ['7/TCP'], 7],
    ]);
    const absent = prediction.variables.filter((_, index) => attribution.presence[index] === 'absent');
    expect(new Set(absent.map(({ service }) => service.name))).toEqual(new Set(['late', 'replaced']));
    const totals = originTotals(attribution, environment.bytes);
    expect(totals.ghost.variables).toBe(20);
    // The replaced Service had a port name: its variable remains, and is no ghost's.
    const remnant = attribution.variables.find(({ name }) => name === 'REPLACED_SERVICE_PORT_HTTP');
    expect(remnant).toMatchObject({ origin: 'service-link', source: 'service/replaced' });
    expect(totals['image-or-runtime'].variables).toBe(3);
    expect(totals.unknown).toEqual({ variables: 0, bytes: 0 });
    const sums = Object.values(totals).reduce(
      (sum, { variables, bytes }) => ({ variables: sum.variables + variables, bytes: sum.bytes + bytes }),
      { variables: 0, bytes: 0 },
    );
    expect(sums).toEqual({ variables: environment.count, bytes: environment.bytes });
  });
});

function predict(services: ServiceEvidence[], enableServiceLinks: boolean) {
  return predictForPod(
    {
      default: { known: true, value: [captured.kubernetes] },
      'links-model': { known: true, value: services },
    },
    { namespace: 'links-model', enableServiceLinks },
  );
}

function nameOf(line: string): string {
  return line.slice(0, line.indexOf('='));
}

/** What the container would answer: the comparison that the probe makes, over the captured lines. */
function answer(lines: string[], prediction: { name: string; value: string }[]): EnvironmentEvidence {
  const values = new Map(lines.map((line) => [nameOf(line), line.slice(line.indexOf('=') + 1)]));
  const predicted = prediction.map(({ name, value }) => {
    const found = values.get(name);
    const outcome = found === undefined ? 'absent' : found === value ? 'same' : 'differs';
    return { outcome, count: 1 } as const;
  });
  const names = new Set(prediction.map(({ name }) => name));
  return {
    count: lines.length,
    bytes: lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0),
    predicted,
    others: [...values]
      .filter(([name]) => !names.has(name))
      .map(([name, value]) => ({ name, bytes: Buffer.byteLength(value) })),
    truncated: false,
  };
}
