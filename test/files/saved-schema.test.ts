import { describe, expect, test } from 'vitest';
import { schemaErrors } from '../../src/files/saved-schema.ts';
import { evidenceOf } from '../analyze/evidence.ts';
import { inventoryOf, someServices } from '../analyze/scan/inventory.ts';
import { healthyEvidence } from '../analyze/stages/healthy-evidence.ts';

const saved = {
  Evidence: evidenceOf({}),
  Inventory: inventoryOf({ services: someServices(2) }),
  DiagnosisEvidence: healthyEvidence(),
};
const { Evidence, Inventory, DiagnosisEvidence } = saved;
const [container] = Evidence.containers;
const [workload] = Inventory.workloads;

describe('what was saved', () => {
  test.each(Object.keys(saved) as (keyof typeof saved)[])(
    'as %s is taken, with keys of later versions',
    (kind) => {
      const later = JSON.parse(JSON.stringify({ ...saved[kind], later: true })) as unknown;
      expect(schemaErrors(later, kind)).toBeUndefined();
    },
  );

  test.each<[string, keyof typeof saved, object, RegExp]>([
    [
      'an unknown that does not say why',
      'Evidence',
      { containers: [{ ...container, probe: { known: false } }] },
      /\/containers\/0\/probe/,
    ],
    [
      'a name that kubectl would take for a flag',
      'Evidence',
      { containers: [{ ...container, pod: { ...container?.pod, name: '--all' } }] },
      /\/containers\/0\/pod\/name/,
    ],
    [
      'a count below zero',
      'Evidence',
      { containers: [{ ...container, container: { ...container?.container, restarts: -1 } }] },
      /\/restarts must be >= 0/,
    ],
    [
      'half a restart',
      'Evidence',
      { containers: [{ ...container, container: { ...container?.container, restarts: 0.5 } }] },
      /\/restarts must be integer/,
    ],
    [
      'Services that are unknown without a reason',
      'Inventory',
      { namespaces: [{ name: 'n', services: { known: false } }] },
      /\/namespaces\/0\/services/,
    ],
    [
      'another word than all for all namespaces',
      'Inventory',
      { scope: { namespaces: 'some' } },
      /\/scope\/namespaces/,
    ],
    [
      'a word that says nothing about links',
      'Inventory',
      { workloads: [{ ...workload, enableServiceLinks: 'yes' }] },
      /\/enableServiceLinks/,
    ],
    [
      'a place before the first one',
      'Inventory',
      { workloads: [{ ...workload, containers: [{ ...workload?.containers[0], position: -1 }] }] },
      /\/position/,
    ],
    [
      'no audited container',
      'DiagnosisEvidence',
      { audit: { ...Evidence, containers: [] } },
      /\/audit\/containers/,
    ],
    [
      'two audited containers',
      'DiagnosisEvidence',
      { audit: { ...Evidence, containers: [container, container] } },
      /\/audit\/containers/,
    ],
    [
      'an audit of another shape',
      'DiagnosisEvidence',
      { audit: { ...Evidence, containers: [{}] } },
      /\/audit\/containers\/0/,
    ],
    [
      'a counter that is a text',
      'DiagnosisEvidence',
      { peers: { known: true, value: [{ address: 1 }] } },
      /\/peers/,
    ],
    ['a part that is not there', 'DiagnosisEvidence', { sample: undefined }, /sample/],
    [
      'an access that nobody knows',
      'DiagnosisEvidence',
      { request: { ...DiagnosisEvidence.request, allow: ['all'] } },
      /\/request\/allow/,
    ],
  ])('is refused with %s', (_, kind, change, says) => {
    expect(schemaErrors(JSON.parse(JSON.stringify({ ...saved[kind], ...change })), kind)).toMatch(says);
  });
});
