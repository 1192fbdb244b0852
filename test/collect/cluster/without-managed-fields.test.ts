import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listParts } from '../../../src/collect/cluster/list-text.ts';
import { withoutManagedFields } from '../../../src/collect/cluster/without-managed-fields.ts';

type Item = { metadata: Record<string, unknown> } & Record<string, unknown>;

const managedFields = [
  {
    manager: 'kubelet',
    time: '2026-01-01T00:00:00Z',
    fieldsV1: { 'f:metadata': { '.': {}, 'v:["a"],"b"': {} }, 'k:{"ip":"]},\\"x"}': { 'f:spec': {} } },
  },
  { manager: 'x', fieldsV1: { 'f:status': {} } },
];
const spec = { containers: [{ name: 'a', args: ['"managedFields":[', ']},"', '],"metadata":'] }] };

/** What the text holds after the fields were left out, as a list of items. */
const read = (items: Item[]): unknown =>
  JSON.parse(`[${withoutManagedFields(JSON.stringify(items).slice(1, -1))}]`);
const emptied = (items: Item[]): unknown =>
  items.map((item) => ({
    ...item,
    metadata: 'managedFields' in item.metadata ? { ...item.metadata, managedFields: [] } : item.metadata,
  }));

describe('items without their managedFields', () => {
  test.each<[string, Item[]]>([
    ['at the end of the metadata', [{ metadata: { name: 'a', managedFields }, spec }]],
    [
      'before other metadata',
      [{ metadata: { managedFields, name: 'a', ownerReferences: [{ uid: '1' }] }, spec }],
    ],
    [
      'of several items',
      [
        { metadata: { name: 'a', managedFields }, spec },
        { metadata: { name: 'b' }, spec },
        { metadata: { name: 'c', managedFields }, spec },
      ],
    ],
    ['that are empty', [{ metadata: { name: 'a', managedFields: [] }, spec }]],
    ['that are none', [{ metadata: { name: 'a', annotations: { text: '"managedFields":[{' } }, spec }]],
  ])('%s', (_, items) => {
    expect(read(items)).toEqual(emptied(items));
  });

  test('stay where nothing tells where they end: no item swallows another', () => {
    const items = [
      { metadata: { name: 'a', managedFields } },
      { metadata: { name: 'b', finalizers: ['x'], labels: {}, managedFields } },
    ];
    expect(read(items)).toEqual(items);
  });

  test('any items keep everything else', () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom('"managedFields":[', ']},"', '],"', '"metadata":', '\\"', ']'),
    );
    const tree = fc.dictionary(text, fc.dictionary(text, fc.constant({})));
    const item = fc.record({
      metadata: fc.record({
        name: text,
        annotations: fc.dictionary(text, text),
        managedFields: fc.array(fc.record({ manager: text, fieldsV1: tree }), { maxLength: 3 }),
      }),
      spec: fc.record({ args: fc.array(text), more: fc.jsonValue() }),
    });
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 4 }), (items) => {
        // As JSON tells them: there -0 is 0.
        expect(read(items)).toEqual(emptied(JSON.parse(JSON.stringify(items)) as Item[]));
      }),
      { numRuns: 500 },
    );
  });
});

test('a list gives its items with them or without', () => {
  const items = [{ metadata: { name: 'a', managedFields }, spec }];
  const body = Buffer.from(JSON.stringify({ kind: 'PodList', metadata: { continue: '' }, items }));
  expect(listParts(body).next().value).toEqual(items);
  expect(listParts(body, { managedFields: false }).next().value).toEqual(emptied(items));
});
