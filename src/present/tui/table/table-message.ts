import type { Message } from '../screen.ts';
import { filterRows, resizeTable, tableAction, type TableSpec, type TableState } from './table.ts';

/** The table after a message that means something to every table; the same one after all others. */
export function tableMessage<Row>(
  table: TableState<Row>,
  message: Message,
  spec: TableSpec<Row>,
  height: number,
): TableState<Row> {
  if (message.type === 'action') return tableAction(table, message.action, spec, height);
  if (message.type === 'filter') return filterRows(table, message.text, spec, height);
  return message.type === 'resized' ? resizeTable(table, height) : table;
}
