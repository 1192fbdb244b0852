import type { Argv, Options } from 'yargs';
import { SORT_KEYS, type SortKey } from '../../analyze/scan/sort-workloads.ts';
import { configFlags } from '../../collect/cluster/config-flags.ts';
import { scanFormats, type ScanSection } from '../../present/scan/index.ts';
import { connectionFlags } from '../connection-options.ts';
import { displayFlags, failOnFlag, outputOptions } from '../output-options.ts';
import { last, type Parsed } from '../parsed.ts';
import { staleAfterFlag, staleAfterMs } from '../stale-after.ts';
import { SECTIONS, type AgainOptions, type ScanOptions } from './options.ts';

const scopeFlags = {
  'all-namespaces': { alias: 'A', type: 'boolean', default: false, description: 'Scan all namespaces' },
  selector: {
    alias: 'l',
    type: 'string',
    requiresArg: true,
    description: 'Only workloads with pods that have these labels',
  },
  node: { type: 'string', requiresArg: true, description: 'Tell what draining this node would set off' },
  deep: {
    type: 'boolean',
    default: false,
    description: 'Read ConfigMaps, too, for uses of service links; of Secrets the names of keys only',
  },
  probe: {
    type: 'string',
    description: 'Audit one pod of each of the N worst workloads inside its containers. Default N: 5',
  },
  save: { type: 'string', requiresArg: true, description: 'Write what was seen, for `report` and `lint`' },
} as const satisfies Record<string, Options>;

/** How an inventory is judged. */
const judgingFlags = {
  ...staleAfterFlag,
  rules: {
    type: 'string',
    requiresArg: true,
    description: 'A YAML file with rules of your own on variables that apps read',
  },
} as const satisfies Record<string, Options>;

const shownFlags = {
  show: { choices: SECTIONS, description: 'Show this section only; with -o name its objects' },
  top: { type: 'number', requiresArg: true, description: 'At most so many workloads' },
  'sort-by': { choices: SORT_KEYS, description: 'Order of the workloads. Default: severity' },
} as const satisfies Record<string, Options>;

/** The flags of {@link AgainOptions}. */
export const againFlags = { ...judgingFlags, ...shownFlags };

const outputFlags = { ...shownFlags, ...displayFlags(scanFormats), ...failOnFlag('a workload or namespace') };

/** Every flag of the verb. */
export const scanFlags = { ...scopeFlags, ...judgingFlags, ...outputFlags, ...configFlags };

/** Adds the arguments of `scan` to the parser. */
export function scanBuilder(argv: Argv): Argv {
  return argv
    .options(scopeFlags)
    .group(Object.keys(scopeFlags), 'What is looked at:')
    .options(judgingFlags)
    .group(Object.keys(judgingFlags), 'How it is judged:')
    .options(outputFlags)
    .group(Object.keys(outputFlags), 'Output:')
    .options(configFlags)
    .group(Object.keys(configFlags), 'Connection, as in kubectl:');
}

/** The parsed arguments as plain options. */
export function scanOptions(parsed: Parsed): ScanOptions {
  const selector = last(parsed, 'selector') as string | undefined;
  return {
    ...outputOptions(parsed),
    ...againOptions(parsed),
    allNamespaces: last(parsed, 'all-namespaces') === true,
    selector: selector === '' ? undefined : selector,
    probe: probes(last(parsed, 'probe') as string | undefined),
    node: last(parsed, 'node') as string | undefined,
    deep: last(parsed, 'deep') === true,
    save: last(parsed, 'save') as string | undefined,
    flags: connectionFlags(parsed),
  };
}

/** The parsed values of {@link againFlags}. */
export function againOptions(parsed: Parsed): AgainOptions {
  return {
    show: last(parsed, 'show') as ScanSection | undefined,
    top: last(parsed, 'top') as number | undefined,
    sortBy: (last(parsed, 'sort-by') as SortKey | undefined) ?? 'severity',
    staleAfterMs: staleAfterMs(parsed),
    rules: last(parsed, 'rules') as string | undefined,
  };
}

/** `--probe` alone means 5. */
function probes(text: string | undefined): number {
  if (text === undefined) return 0;
  return text === '' ? 5 : Number(text);
}
