import { printable } from '../../text.ts';
import { placeList } from '../components/place-list.tsx';

interface NamespaceRow {
  name: string;
  current: boolean;
}

/** The namespaces; enter makes one the current one and shows its pods. */
export const namespaces = placeList<NamespaceRow>({
  one: 'namespace',
  id: 'namespaces',
  spec: {
    columns: [
      { header: 'CURRENT', text: ({ current }) => (current ? 'yes' : '') },
      { header: 'NAMESPACE', text: ({ name }) => printable(name), least: 12, style: () => 'name' },
    ],
    key: ({ name }) => name,
    words: ({ name }) => name.toLowerCase(),
  },
  command: 'kubectl get namespaces',
  listed(message, { place }) {
    if (message.type !== 'namespaces') return undefined;
    const rows = message.names.map((name) => ({ name, current: name === place.namespace }));
    return { rows, problem: message.problem };
  },
  go: ({ name: namespace }) => ({ type: 'go', namespace, opens: 'pods' }),
  waiting: 'Listing namespaces ...',
  none: 'None can be listed; :ns NAME goes to one by its name.',
});
