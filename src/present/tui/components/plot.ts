import { pad, padLeft } from '../../layout/fit.ts';
import { line, styled, type Line } from '../../layout/lines.ts';
import { width } from '../paint.ts';

export interface PlotOptions {
  /** Of the whole plot, axes and their figures included. */
  columns: number;
  rows: number;
  /** Both axes begin at 0. */
  x: Axis;
  y: Axis;
  /** A prediction, drawn as a line of dots. */
  curve: (x: number) => number;
  /** Drawn above the curve, each as one character that a legend explains. */
  points: readonly { x: number; y: number; mark: string }[];
  /** Only ASCII: for terminals without Braille patterns. */
  ascii?: boolean;
}

interface Axis {
  most: number;
  format: (value: number) => string;
}

/** Bits of the eight dots of a Braille pattern, by column and row. https://www.unicode.org/charts/PDF/U2800.pdf */
const DOTS = [
  [0x01, 0x02, 0x04, 0x40],
  [0x08, 0x10, 0x20, 0x80],
] as const;
const BLANK = 0x2800;

/** A curve and points over two axes; nothing where there is no room for one. */
export function plot({ columns, rows, x, y, curve, points, ascii = false }: PlotOptions): Line[] {
  const labels = [y.format(y.most), y.format(y.most / 2), y.format(0)];
  const gutter = Math.max(...labels.map(width));
  const [across, down] = [columns - gutter - 2, rows - 2];
  if (across < 10 || down < 3 || !(x.most > 0) || !(y.most > 0)) return [];
  const cells = drawn({ across, down, at: (part) => curve(part * x.most) / y.most, ascii });
  for (const point of points) {
    const row = cells[at(1 - point.y / y.most, down)];
    if (row !== undefined) row[at(point.x / x.most, across)] = point.mark;
  }
  const [up, corner, flat] = ascii ? ['|', '+', '-'] : ['│', '└', '─'];
  const middle = Math.floor((down - 1) / 2);
  return [
    ...cells.map((row, index) => {
      const label = index === 0 ? labels[0] : index === middle ? labels[1] : '';
      return line(`${padLeft(label ?? '', gutter, width)} ${up}`, styled('bar', row.join('')));
    }),
    line(`${padLeft(labels[2] ?? '', gutter, width)} ${corner}${flat.repeat(across)}`),
    line(' '.repeat(gutter + 2) + scale(x, across)),
  ];
}

function drawn(options: { across: number; down: number; at: (part: number) => number; ascii: boolean }) {
  const { across, down, ascii } = options;
  const [fine, high] = ascii ? [across, down] : [across * 2, down * 4];
  const bits = Array.from({ length: down }, () => Array.from({ length: across }, () => 0));
  let last: number | undefined;
  for (let column = 0; column < fine; column += 1) {
    const share = options.at(column / (fine - 1));
    if (!(share >= 0 && share <= 1)) continue;
    const row = at(1 - share, high);
    // A steep stretch is filled, so that it stays one line.
    const before = last ?? row;
    for (let each = Math.min(row, before); each <= Math.max(row, before); each += 1) mark(column, each);
    last = row;
  }
  return bits.map((row) =>
    row.map((set) => (set === 0 ? ' ' : ascii ? '.' : String.fromCharCode(BLANK + set))),
  );

  function mark(column: number, row: number): void {
    const cells = bits[ascii ? row : Math.floor(row / 4)];
    const cell = ascii ? column : Math.floor(column / 2);
    if (cells !== undefined) cells[cell] = (cells[cell] ?? 0) | (DOTS[column % 2]?.[row % 4] ?? 1);
  }
}

/** The cell of `cells` in which a share of the whole lies; what is outside lies at the edge. */
function at(share: number, cells: number): number {
  return Math.max(0, Math.min(cells - 1, Math.round(share * (cells - 1))));
}

function scale({ most, format }: Axis, across: number): string {
  const [none, half, all] = [format(0), format(most / 2), format(most)];
  const room = Math.floor(across / 2) - Math.floor(width(half) / 2);
  const left = pad(none, room, width) + half;
  return left + padLeft(all, Math.max(width(all) + 1, across - width(left)), width);
}
