import type { Message } from '../screen.ts';
import { filterRows, resizeTable, tableAction, type TableSpec, type TableState } from './table.ts';

/** The table after a message that means something to every table; the same one after all others. */
export function tableMessage<Row>(
  table: TableState<Row>,
  message: Message,
  spec: TableSpec<Row>,
  height: number,
): TableState<Row> {
  switch (message.type) {
    case 'action':
      return tableAction(table, message.action, spec, height);
    case 'filter':
      return filterRows(table, message.text, spec, height);
    case 'resized':
      return resizeTable(table, height);
    default:
      return table;
  }
}
