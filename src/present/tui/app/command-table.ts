import { usage } from '../../../errors.ts';
import type { Backend, ContainerName, ObjectName, Place } from '../backend.ts';
import { podObject } from '../components/object-commands.ts';
import type { Effect, ScreenId } from '../screen.ts';
import { commandTarget } from './command-target.ts';

/** What a command may need to know. */
export interface CommandContext {
  /** The container, and the object, that the screen is about. */
  of: ContainerName | undefined;
  object: ObjectName | undefined;
  screen: ScreenId;
  place: Place;
  choiceOf: Backend['choiceOf'];
}

export interface CommandRow {
  /** The first one is shown. */
  names: readonly string[];
  /** Of its word after the name, or of all its `words`; absent: it takes none. */
  argument?: { name: string; known?: 'contexts' | 'namespaces' | 'pods'; words?: true };
  help: string;
  /** @throws EnvauditError `usage` for a wrong argument. */
  effects: (argument: string | undefined, context: CommandContext) => readonly Effect[];
}

const NAMESPACE = { name: 'NAMESPACE', known: 'namespaces' } as const;
const POD = { name: 'POD -n NAMESPACE -c CONTAINER', known: 'pods', words: true } as const;

/** THE table of what can be typed after `:`. */
export const COMMANDS: readonly CommandRow[] = [
  {
    names: ['overview', 'ov'],
    help: 'Namespaces by damage',
    effects: () => [{ type: 'open', screen: 'overview', args: {} }],
  },
  {
    names: ['workloads', 'wl', 'deploy', 'deployments', 'sts', 'statefulsets', 'ds', 'daemonsets'],
    argument: NAMESPACE,
    help: 'Workloads and what service links do to them',
    effects: (namespace) => [{ type: 'open', screen: 'workloads', args: { namespace } }],
  },
  {
    names: ['pods', 'po', 'pod'],
    argument: NAMESPACE,
    help: 'Pods',
    effects: (namespace) => [{ type: 'open', screen: 'pods', args: { namespace } }],
  },
  {
    names: ['scan'],
    argument: NAMESPACE,
    help: 'Scan: workloads and what service links do to them, asked again',
    effects: (namespace, { screen }) =>
      namespace === undefined && screen === 'workloads'
        ? [{ type: 'act', action: 'refresh' }]
        : [{ type: 'open', screen: 'workloads', args: { namespace } }],
  },
  {
    names: ['diagnose', 'diag'],
    argument: { ...POD, name: 'POD --window 10s --url URL --requests 20' },
    help: 'Diagnose a container',
    effects: (words, context) => {
      const { of, rest } = commandTarget(wordsIn(words), context);
      return [{ type: 'open', screen: 'flow', args: { of, choice: context.choiceOf(rest) } }];
    },
  },
  {
    names: ['audit', 'env', 'variables'],
    argument: POD,
    help: 'The variables of a container, by Service, origin and size',
    effects: (words, context) => [
      { type: 'open', screen: 'environment', args: { of: onlyOf(words, context) } },
    ],
  },
  {
    names: ['probe'],
    argument: POD,
    help: 'What the environment costs in a container; asks first',
    effects: (words, context) => [{ type: 'open', screen: 'probe', args: { of: onlyOf(words, context) } }],
  },
  {
    names: ['logs', 'log', 'lo'],
    argument: POD,
    help: 'Log of a container, as it is written',
    effects: (words, context) => [{ type: 'open', screen: 'logs', args: { of: onlyOf(words, context) } }],
  },
  {
    names: ['yaml'],
    argument: POD,
    help: 'YAML of what is selected, or of a pod',
    effects: (words, context) => [
      { type: 'open', screen: 'yaml', args: { object: objectIn(words, context) } },
    ],
  },
  {
    names: ['events', 'event', 'ev', 'describe', 'desc'],
    argument: POD,
    help: 'Events about what is selected, or about a pod',
    effects: (words, context) => [
      { type: 'open', screen: 'events', args: { object: objectIn(words, context) } },
    ],
  },
  {
    names: ['history', 'compare'],
    help: 'Probes and diagnoses of this session, compared',
    effects: () => [{ type: 'open', screen: 'history', args: {} }],
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
    names: ['help', 'h', '?'],
    help: 'All keys',
    effects: () => [{ type: 'open', screen: 'help', args: {} }],
  },
  { names: ['q', 'quit', 'exit', 'q!'], help: 'Quit', effects: () => [{ type: 'quit' }] },
];

/** Verbs of the program that have no place here, and how they are called in a shell. */
export const ELSEWHERE: Readonly<Record<string, string>> = {
  lint: 'kubectl envaudit lint FILE',
  report: 'kubectl envaudit report FILE',
  demo: 'kubectl envaudit demo',
  version: 'kubectl envaudit version',
};

function wordsIn(words = ''): string[] {
  return words.split(' ').filter(Boolean);
}

/** The container, and no other words. */
function onlyOf(words: string | undefined, context: CommandContext): ContainerName {
  const { of, rest } = commandTarget(wordsIn(words), context);
  if (rest.length > 0)
    throw usage(`${rest.join(' ')} means nothing here`, 'Such as :logs web-1 -n shop -c app');
  return of;
}

function objectIn(words: string | undefined, context: CommandContext): ObjectName {
  return words === undefined && context.object !== undefined
    ? context.object
    : podObject(onlyOf(words, context));
}
