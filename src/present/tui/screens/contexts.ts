import { printable } from '../../text.ts';
import type { ContextRow } from '../backend.ts';
import { placeList } from '../list-screen/place-list.ts';

/** The contexts of the kubeconfig; enter goes there. */
export const contexts = placeList<ContextRow>({
  one: 'context',
  id: 'contexts',
  spec: {
    columns: [
      { header: 'CURRENT', text: ({ current }) => (current ? 'yes' : '') },
      { header: 'CONTEXT', text: ({ name }) => printable(name), least: 12, style: () => 'name' },
      { header: 'NAMESPACE', text: ({ namespace = '' }) => printable(namespace), least: 9 },
    ],
    key: ({ name }) => name,
    words: ({ name, namespace = '' }) => `${name} ${namespace}`.toLowerCase(),
  },
  command: 'kubectl config get-contexts',
  listed: (message) =>
    message.type === 'contexts' ? { type: 'page', rows: message.rows, done: true } : undefined,
  go: ({ name: context }) => ({ type: 'go', context }),
  waiting: 'Reading the kubeconfig ...',
  none: 'There are no contexts.',
});
