import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { indexServices } from '../../../src/collect/inventory/service-index.ts';
import type { ServiceInventory } from '../../../src/contracts/inventory.ts';

const key = fc.constantFrom('app', 'tier', 'zone', '__proto__', 'a=b');
const value = fc.constantFrom('', 'x', 'y', 'b=x');
const labelMap = fc
  .array(fc.tuple(key, value), { maxLength: 4 })
  .map((pairs) => Object.fromEntries(pairs) as Record<string, string>);

function serviceOf(selector: Record<string, string>, index: number): ServiceInventory {
  const some = Object.keys(selector).length > 0;
  return { name: `s${index}`, type: 'ClusterIP', ports: [], createdAt: '', ...(some ? { selector } : {}) };
}

test('the index finds the Services that trying each of them finds', () => {
  fc.assert(
    fc.property(fc.array(labelMap, { maxLength: 30 }), labelMap, (selectors, labels) => {
      const services = selectors.map(serviceOf);
      const expected = services.filter(
        ({ selector }) =>
          selector !== undefined &&
          Object.entries(selector).every(
            ([name, wanted]) => Object.hasOwn(labels, name) && labels[name] === wanted,
          ),
      );
      const index = indexServices(new Map([['shop', services]]));
      const found = index.matching('shop', labels).flatMap((selecting) => selecting.services);
      expect(found.toSorted()).toEqual(expected.map(({ name }) => name).toSorted());
      expect(index.matching('other', labels)).toEqual([]);
    }),
  );
});
