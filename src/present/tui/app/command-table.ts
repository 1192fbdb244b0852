import { usage } from '../../../errors.ts';
import type { Backend, ContainerName } from '../backend.ts';
import type { Effect } from '../screen.ts';

/** What a command may need to know. */
export interface CommandContext {
  /** The container that the screen is about. */
  of: ContainerName | undefined;
  choiceOf: Backend['choiceOf'];
}

export interface CommandRow {
  /** The first one is shown. */
  names: readonly string[];
  /** Of its word after the name, or of all its `words`; absent: it takes none. */
  argument?: { name: string; known?: 'contexts' | 'namespaces'; words?: true };
  help: string;
  /** @throws EnvauditError `usage` for a wrong argument. */
  effects: (argument: string | undefined, context: CommandContext) => readonly Effect[];
}

/** THE table of what can be typed after `:`. */
export const COMMANDS: readonly CommandRow[] = [
  {
    names: ['overview', 'ov'],
    help: 'Namespaces by damage',
    effects: () => [{ type: 'open', screen: 'overview', args: {} }],
  },
  {
    names: ['workloads', 'wl'],
    argument: { name: 'NAMESPACE', known: 'namespaces' },
    help: 'Workloads and what service links do to them',
    effects: (namespace) => [{ type: 'open', screen: 'workloads', args: { namespace } }],
  },
  {
    names: ['pods', 'po', 'pod'],
    argument: { name: 'NAMESPACE', known: 'namespaces' },
    help: 'Pods',
    effects: (namespace) => [{ type: 'open', screen: 'pods', args: { namespace } }],
  },
  {
    names: ['diagnose', 'diag'],
    argument: { name: '--window 10s --url URL --requests 20', words: true },
    help: 'Diagnose the container of this screen',
    effects: (flags = '', { of, choiceOf }) => {
      if (of === undefined) {
        throw usage('no container is selected here', 'Select a pod on the screen of pods (:pods) first.');
      }
      const choice = choiceOf(flags.split(' ').filter(Boolean));
      return [{ type: 'open', screen: 'flow', args: { of, choice } }];
    },
  },
  {
    names: ['ctx', 'contexts', 'context'],
    argument: { name: 'NAME', known: 'contexts' },
    help: 'Contexts; with a name, go there',
    effects: (context) =>
      context === undefined ? [{ type: 'open', screen: 'contexts', args: {} }] : [{ type: 'go', context }],
  },
  {
    names: ['ns', 'namespaces', 'namespace'],
    argument: { name: 'NAME', known: 'namespaces' },
    help: 'Namespaces; with a name, go there',
    effects: (namespace) =>
      namespace === undefined
        ? [{ type: 'open', screen: 'namespaces', args: {} }]
        : [{ type: 'go', namespace, opens: 'pods' }],
  },
  {
    names: ['history'],
    help: 'Probes and diagnoses of this session',
    effects: () => [{ type: 'open', screen: 'history', args: {} }],
  },
  { names: ['help', 'h'], help: 'All keys', effects: () => [{ type: 'open', screen: 'help', args: {} }] },
  { names: ['q', 'quit', 'exit'], help: 'Quit', effects: () => [{ type: 'quit' }] },
];
