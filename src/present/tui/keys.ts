import type { ScreenId } from './screen-id.ts';

interface KeyShape<Name> {
  action: Name;
  /** Names of keys, see key-names.ts: `up`, `ctrl-c`, `G`. The first one stands in the bottom line. */
  keys: readonly string[];
  /** On which screens; absent: on all. */
  on?: readonly ScreenId[];
  /** For the help screen. */
  help: string;
  /** Its word in the bottom line; absent: only the help names it. */
  label?: string;
}

const OF_CONTAINER: readonly ScreenId[] = ['pods', 'containers', 'flow', 'environment', 'probe', 'history'];
const OF_OBJECT: readonly ScreenId[] = ['overview', 'workloads', ...OF_CONTAINER, 'namespaces'];
const DETAILED: readonly ScreenId[] = ['overview', 'workloads', 'pods', 'history'];
const SORTED: readonly ScreenId[] = ['overview', 'workloads', 'pods', 'environment', 'history'];
const TABLES: readonly ScreenId[] = [...SORTED, 'containers', 'contexts', 'namespaces'];
const ASKED: readonly ScreenId[] = ['overview', 'workloads', 'pods', 'flow', 'environment', 'probe'];

/** What each key does. */
const ROWS = [
  { action: 'up', keys: ['up', 'k'], help: 'Up' },
  { action: 'down', keys: ['down', 'j'], help: 'Down' },
  {
    action: 'left',
    keys: ['left'],
    on: [...DETAILED, 'flow', 'logs', 'yaml'],
    help: 'Out of what is open; of a long text, to the left',
  },
  {
    action: 'right',
    keys: ['right'],
    on: ['flow', 'logs', 'yaml'],
    help: 'Into what is selected; of a long text, to the right',
  },
  { action: 'page-up', keys: ['pgup', 'ctrl-b'], help: 'A page up' },
  { action: 'page-down', keys: ['pgdn', 'ctrl-f', 'space'], help: 'A page down' },
  { action: 'top', keys: ['g', 'home'], help: 'To the first line' },
  { action: 'bottom', keys: ['G', 'end'], help: 'To the last line' },
  {
    action: 'enter',
    keys: ['enter'],
    on: [...TABLES, 'flow'],
    help: 'Deeper: opens what is selected',
    label: 'open',
  },
  {
    action: 'filter',
    keys: ['/'],
    on: [...TABLES, 'logs', 'events'],
    help: 'Filter the rows while you type; enter keeps the filter, esc drops it',
    label: 'filter',
  },
  {
    action: 'search',
    keys: ['/'],
    on: ['yaml', 'help'],
    help: 'Look for a text while you type; enter keeps it, esc drops it',
    label: 'search',
  },
  {
    action: 'next-match',
    keys: ['n'],
    on: ['yaml', 'help'],
    help: 'To the next place of what is looked for',
    label: 'next',
  },
  { action: 'previous-match', keys: ['N'], on: ['yaml', 'help'], help: 'To the place before' },
  { action: 'wrap', keys: ['w'], on: ['logs', 'yaml'], help: 'Wrap long lines, or not', label: 'wrap' },
  { action: 'follow', keys: ['f'], on: ['logs'], help: 'Follow the log, or stand still', label: 'follow' },
  {
    action: 'previous',
    keys: ['p'],
    on: ['logs'],
    help: 'The log of the run before, or of this one again',
    label: 'previous',
  },
  {
    action: 'timestamps',
    keys: ['t'],
    on: ['logs'],
    help: 'Show when each line was written, or not',
    label: 'times',
  },
  {
    action: 'logs',
    keys: ['l'],
    on: [...OF_CONTAINER, 'yaml', 'events'],
    help: 'Log of the container, as it is written',
    label: 'logs',
  },
  {
    action: 'yaml',
    keys: ['y'],
    on: [...OF_OBJECT, 'logs', 'events'],
    help: 'YAML of what is selected, without values of variables',
    label: 'yaml',
  },
  {
    action: 'events',
    keys: ['E'],
    on: [...OF_OBJECT, 'logs', 'yaml'],
    help: 'Events about what is selected, as kubectl describe shows them',
    label: 'events',
  },
  {
    action: 'evidence',
    keys: ['e'],
    on: [...DETAILED, 'environment', 'flow'],
    help: 'Evidence: the figures behind what is selected',
    label: 'evidence',
  },
  {
    action: 'options',
    keys: ['o'],
    on: ['pods', 'containers', 'flow'],
    help: 'Options: diagnose with another window, or with URLs to request from inside the pod',
    label: 'options',
  },
  { action: 'copy', keys: ['c'], help: 'Copy the kubectl command that shows the same', label: 'copy' },
  {
    action: 'save',
    keys: ['s'],
    on: ['flow', 'environment', 'probe', 'history'],
    help: 'Save what was seen to a file, for kubectl envaudit report',
    label: 'save',
  },
  {
    action: 'environment',
    keys: ['v'],
    on: OF_CONTAINER.filter((screen) => screen !== 'environment'),
    help: 'Variables: browse the environment of this container',
    label: 'variables',
  },
  {
    action: 'probe',
    keys: ['p'],
    on: OF_CONTAINER,
    help: 'Probe: measure what the environment costs in this container; asks first',
    label: 'probe',
  },
  {
    action: 'diagnose',
    keys: ['d'],
    on: OF_CONTAINER,
    help: 'Diagnose: walk through the five stages for this container',
    label: 'diagnose',
  },
  {
    action: 'mark',
    keys: ['m'],
    on: ['history'],
    help: 'Mark as the one before: what is selected is compared with it',
    label: 'mark',
  },
  { action: 'back', keys: ['esc'], help: 'Back: drops the filter, then closes the screen', label: 'back' },
  {
    action: 'next-pane',
    keys: ['tab'],
    on: [...DETAILED, 'environment', 'flow', 'logs'],
    help: 'To the next part of the screen; in logs to the next container of the pod',
  },
  {
    action: 'sort',
    keys: ['S'],
    on: SORTED,
    help: 'Sort by the next column',
    label: 'sort',
  },
  {
    action: 'reverse',
    keys: ['R'],
    on: SORTED,
    help: 'Turn the order round',
  },
  {
    action: 'all-namespaces',
    keys: ['0'],
    on: ['workloads', 'pods'],
    help: 'All namespaces, or this one again',
    label: 'all',
  },
  {
    action: 'refresh',
    keys: ['r'],
    on: [...ASKED, 'logs', 'yaml', 'events', 'contexts', 'namespaces'],
    help: 'Ask again',
    label: 'refresh',
  },
  { action: 'cancel', keys: ['x'], help: 'Cancel what runs on this screen' },
  { action: 'history', keys: ['H'], help: 'Probes and diagnoses of this session' },
  { action: 'command', keys: [':'], help: 'A command: a screen, ctx, ns NAME, q', label: 'command' },
  { action: 'help', keys: ['?'], help: 'All keys', label: 'help' },
  { action: 'quit', keys: ['q'], help: 'Quit', label: 'quit' },
  { action: 'suspend', keys: ['ctrl-z'], help: 'Back to the shell for now; its fg comes back here' },
  { action: 'interrupt', keys: ['ctrl-c'], help: 'Quit at once; the exit code is 130' },
] as const satisfies readonly KeyShape<string>[];

/** Everything that a key can mean on a screen. */
export type Action = (typeof ROWS)[number]['action'];

export type KeyRow = KeyShape<Action>;

/** THE table of keys. What a key does, the bottom line and the help screen all come from it. */
export const KEYS: readonly KeyRow[] = ROWS;

/** What a key means on a screen; undefined: nothing. */
export function actionOf(key: string, screen: ScreenId): Action | undefined {
  return keysOf(screen).find(({ keys }) => keys.includes(key))?.action;
}

/** The rows of the table that hold on a screen. */
export function keysOf(screen: ScreenId): readonly KeyRow[] {
  return KEYS.filter(({ on }) => on === undefined || on.includes(screen));
}
