import type { Check, CheckDetail } from '../../../../contracts/diagnosis.ts';
import { number } from '../../../../units.ts';
import { histogramRows } from '../../../diagnosis/histogram.ts';
import type { Histogram } from '../../../diagnosis/histogram.ts';
import { checkName } from '../../../diagnosis/words.ts';
import { chop } from '../../../layout/fit.ts';
import { dim, line, styled } from '../../../layout/lines.ts';
import type { Line } from '../../../layout/lines.ts';
import type { Page } from '../../../layout/page.ts';
import { prose } from '../../../layout/prose.ts';
import { stack } from '../../../layout/stack.ts';
import { fit } from '../../paint.ts';
import type { Around } from '../../screen.ts';
import type { Item } from './items.ts';
import { CHECK_WORDS } from './words.ts';

const LABEL = 11;

/** All about one item: of a check what was measured against which threshold and from which source, and the figures. */
export function itemLines(item: Item, around: Around, page: Page): Line[] {
  const { heading, text, check, command, effect } = item;
  return stack([
    heading === undefined
      ? []
      : [line(styled('heading', heading)), ...prose(page, { text, indent: 0, least: 10 })],
    effect === undefined ? [] : prose(page, { text: effect, indent: 0, least: 10 }),
    ...(check === undefined ? [] : checkBlocks(check, around, page)),
    command === undefined ? [] : commandLines(command, page),
  ]);
}

/** A command, wrapped for the eye only: it is copied whole. */
export function commandLines(command: string, page: Page): Line[] {
  return [
    line(styled('heading', 'Show me the command'), dim(' (c copies it)')),
    ...command
      .split('\n')
      .flatMap((row) => chop(row, Math.max(10, page.columns - 2), page.width))
      .map((row) => line('  ', styled('command', row))),
  ];
}

function checkBlocks(check: Check, around: Around, page: Page): Line[][] {
  const { verdict, scope, method, measured, threshold, reason, details } = check;
  const whose = {
    host: "the host's",
    pod: "the pod's",
    container: "the container's",
    cluster: "the cluster's",
  };
  return [
    [
      line(styled('name', checkName(check)), ': ', styled(CHECK_WORDS[verdict].style, verdict)),
      line(dim(`${whose[scope]} figure${method === undefined ? '' : `; ${method}`}`)),
    ],
    [
      ...row('measured', measured ?? 'unknown'),
      ...(threshold === undefined
        ? []
        : [...row('threshold', threshold.text), ...row('source', threshold.source)]),
    ],
    prose(page, { text: reason, indent: 0, least: 10 }),
    ...details.map((detail) => detailLines(detail, around, page)),
  ];

  function row(label: string, text: string): Line[] {
    return prose(page, { text, indent: LABEL, lead: dim(label), least: 10 });
  }
}

function detailLines(detail: CheckDetail, around: Around, page: Page): Line[] {
  switch (detail.kind) {
    case 'line':
      return prose(page, { text: detail.text, indent: 0, least: 10 });
    case 'table':
      return tableLines(detail, around, page);
    case 'histogram':
      return histogramLines(detail, around, page);
  }
}

/** A table; where it is too wide, and for screen readers, each row as a sentence, so that nothing is cut. */
function tableLines(table: Extract<CheckDetail, { kind: 'table' }>, around: Around, page: Page): Line[] {
  const { headings, rows } = table;
  const widths = headings.map((heading, index) =>
    Math.max(page.width(heading), ...rows.map((cells) => page.width(cells[index] ?? ''))),
  );
  const needed = widths.reduce((sum, columns) => sum + columns + GAP, -GAP);
  if (around.screenReader || needed > page.columns) {
    return rows.flatMap((cells) => {
      const text = cells.map((cell, index) => `${headings[index] ?? ''} ${cell}`.trim()).join(', ');
      return prose(page, { text, indent: 4, lead: dim('  -'), least: 10 });
    });
  }
  return [headings, ...rows].map((cells, row) =>
    line(
      ...cells.map((cell, index) => {
        const text = index === cells.length - 1 ? cell : fit(cell, (widths[index] ?? 0) + GAP);
        return row === 0 ? dim(text) : { text };
      }),
    ),
  );
}

const GAP = 3;

function histogramLines(histogram: Histogram, around: Around, page: Page): Line[] {
  const rows = histogramRows(histogram, Math.max(4, Math.min(40, page.columns - RANGE - COUNT - GAP)));
  return rows.map(({ range, count, bar }) =>
    around.screenReader
      ? line(`${range}: ${number(count)}`)
      : line(
          `${fit(range, RANGE, { right: true })}${fit(number(count), COUNT, { right: true })}  `,
          styled('bar', bar),
        ),
  );
}

const RANGE = 18;
const COUNT = 8;
