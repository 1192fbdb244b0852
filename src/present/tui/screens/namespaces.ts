import { age } from '../../../units.ts';
import { namespaceObject } from '../components/object-commands.ts';
import { printable } from '../../text.ts';
import type { NamespaceRow } from '../backend.ts';
import { placeList } from '../list-screen/place-list.ts';

interface Namespace extends NamespaceRow {
  current: boolean;
}

/** The namespaces; enter makes one the current one and shows its pods. */
export const namespaces = placeList<Namespace>({
  one: 'namespace',
  id: 'namespaces',
  spec: {
    columns: [
      { header: 'CURRENT', text: ({ current }) => (current ? 'yes' : '') },
      { header: 'NAMESPACE', text: ({ name }) => printable(name), least: 12, style: () => 'name' },
      { header: 'STATUS', text: ({ status }) => printable(status, { max: 40 }) },
      {
        header: 'AGE',
        text: ({ createdAt }, now) => age(createdAt, new Date(now).toISOString()),
        value: ({ createdAt }) => -Date.parse(createdAt) || 0,
        right: true,
        columns: 6,
      },
    ],
    key: ({ name }) => name,
    words: ({ name }) => name.toLowerCase(),
  },
  object: ({ name }) => namespaceObject(name),
  command: 'kubectl get namespaces',
  listed(message, { place }) {
    if (message.type !== 'namespaces') return undefined;
    const { event } = message;
    const marked = (rows: NamespaceRow[]): Namespace[] =>
      rows.map((row) => ({ ...row, current: row.name === place.namespace }));
    return event.type === 'page'
      ? { ...event, rows: marked(event.rows) }
      : { ...event, changed: marked(event.changed) };
  },
  go: ({ name: namespace }) => ({ type: 'go', namespace, opens: 'pods' }),
  waiting: 'Listing namespaces ...',
  none: 'None can be listed; :ns NAME goes to one by its name.',
});
