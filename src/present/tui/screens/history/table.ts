import { age, duration, number } from '../../../../units.ts';
import { printable } from '../../../text.ts';
import type { HistoryEntry } from '../../screen.ts';
import type { TableSpec } from '../../table/spec.ts';
import { figuresOf, type Figures } from './figures.ts';

/** An entry with its figures; `number` counts from 1, the oldest first. */
export interface HistoryRow {
  number: number;
  entry: HistoryEntry;
  figures: Figures;
}

/** Rows of the history. */
export function historyRows(history: readonly HistoryEntry[]): HistoryRow[] {
  return history.map((entry, index) => ({ number: index + 1, entry, figures: figuresOf(entry) }));
}

/** The newest first. */
export const HISTORY_TABLE: TableSpec<HistoryRow> = {
  columns: [
    {
      header: '#',
      text: ({ number: own }) => String(own),
      value: ({ number: own }) => own,
      largestFirst: true,
      right: true,
    },
    {
      header: 'AGE',
      text: ({ entry: { at } }, now) =>
        age(new Date(at).toISOString(), new Date(Math.max(at, now)).toISOString()),
      value: ({ entry: { at } }) => -at,
      columns: 5,
    },
    { header: 'KIND', text: ({ entry: { kind } }) => kind, columns: 9 },
    { header: 'POD', text: ({ entry: { of } }) => printable(of.pod), least: 14 },
    { header: 'NAMESPACE', text: ({ entry: { of } }) => printable(of.namespace), least: 9, rank: 2 },
    {
      header: 'VARIABLES',
      text: ({ figures: { variables } }) => (variables === undefined ? '-' : number(variables)),
      value: ({ figures: { variables } }) => variables ?? -1,
      largestFirst: true,
      right: true,
    },
    {
      header: 'PER CHILD',
      text: ({ figures: { childMs } }) => (childMs === undefined ? '-' : duration(childMs)),
      value: ({ figures: { childMs } }) => childMs ?? -1,
      largestFirst: true,
      right: true,
      rank: 1,
    },
    { header: 'OUTCOME', text: ({ figures: { outcome } }) => printable(outcome), least: 10 },
  ],
  key: ({ entry: { at, kind, of } }) => `${at} ${kind} ${of.namespace}/${of.pod}`,
  words: ({ entry: { kind, of }, figures: { outcome } }) =>
    `${kind} ${of.namespace} ${of.pod} ${outcome}`.toLowerCase(),
};
