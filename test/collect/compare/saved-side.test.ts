import { describe, expect, test } from 'vitest';
import { sideFromEvidence } from '../../../src/collect/compare/saved-side.ts';
import { evidenceOf } from '../../analyze/evidence.ts';

const evidence = evidenceOf({ services: 5 });
const [container] = evidence.containers;
const sidecar = { ...container!, container: { ...container!.container, name: 'proxy' } };
const both = { ...evidence, containers: [container!, sidecar] };

describe('saved evidence as a side', () => {
  test('has its container and Services, and knows no node', () => {
    const side = sideFromEvidence(evidence, { file: 'a.json', container: undefined });
    expect(side).toMatchObject({
      typed: 'a.json',
      file: 'a.json',
      namespace: 'shop',
      container: { target: 'deploy/web' },
    });
    expect(side.services).toBe(evidence.services);
    expect(side.node).toEqual({
      known: false,
      problem: { code: 'not-saved', message: 'a.json does not hold it' },
    });
    expect(side.inventory.known).toBe(false);
  });

  test('knows the version of the API server when it was saved', () => {
    const saved = { ...evidence, cluster: { ...evidence.cluster, version: 'v1.31.0' } };
    expect(sideFromEvidence(saved, { file: 'a.json', container: undefined }).serverVersion).toEqual({
      known: true,
      value: 'v1.31.0',
    });
  });

  test('of several containers is the named one', () => {
    const side = sideFromEvidence(both, { file: 'a.json', container: 'proxy' });
    expect(side.container?.container.name).toBe('proxy');
  });

  test.each([
    ['several containers and no name', both, undefined, 'a.json holds 2 containers, and one is compared'],
    ['another name', both, 'app', 'a.json holds 0 containers named app, and one is compared'],
    [
      'no container',
      { ...evidence, containers: [] },
      undefined,
      'a.json holds 0 containers, and one is compared',
    ],
  ])('with %s is wrong usage', (_, saved, name, message) => {
    expect(() => sideFromEvidence(saved, { file: 'a.json', container: name })).toThrow(message);
  });
});
