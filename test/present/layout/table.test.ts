import { expect, test } from 'vitest';
import { render } from '../../../src/present/layout/lines.ts';
import { table } from '../../../src/present/layout/table.ts';

interface Row {
  name: string;
  size: string;
  reason: string;
}
const columns = [
  { header: 'NAME', cell: ({ name }: Row) => name },
  { header: 'SIZE', cell: ({ size }: Row) => size, align: 'right' as const },
  { header: 'REASON', cell: ({ reason }: Row) => reason },
];
const rows = [
  { name: 'web', size: '16,020', reason: 'a long reason that does not end soon' },
  { name: 'api-server', size: '9', reason: '' },
];
const width = (text: string) => text.length;

test('columns are as wide as their widest cell, three spaces apart, without trailing space', () => {
  expect(render(table({ columns, rows, width }), { color: false })).toBe(
    [
      'NAME           SIZE   REASON',
      'web          16,020   a long reason that does not end soon',
      'api-server        9',
      '',
    ].join('\n'),
  );
});

test('only the last column is cut to the page', () => {
  const lines = render(table({ columns, rows, width, within: 40 }), { color: false }).split('\n');
  expect(lines[1]).toBe('web          16,020   a long reason tha…');
});
