import type { Argv } from 'yargs';
import { SORT_KEYS } from '../../analyze/scan/sort-workloads.ts';
import { configFlags } from '../../collect/cluster/config-flags.ts';
import { scanFormats, type ScanSection } from '../../present/scan/index.ts';
import { connectionFlags } from '../connection-options.ts';
import { valuesOf, withFlags, type Flags } from '../flags.ts';
import { displayFlags, failOnFlag } from '../output-options.ts';
import type { Parsed } from '../parsed.ts';
import { staleAfterFlag, staleAfterMs } from '../stale-after.ts';

/** What of a scan can be shown alone. */
export const SECTIONS: readonly ScanSection[] = [
  'namespaces',
  'workloads',
  'forecast',
  'stale',
  'findings',
  'drain',
];

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
} as const satisfies Flags;

const rulesFlag = {
  rules: {
    type: 'string',
    requiresArg: true,
    description: 'A YAML file with rules of your own on variables that apps read',
  },
} as const satisfies Flags;

/** How an inventory is judged. */
const judgingFlags = { ...staleAfterFlag, ...rulesFlag };

const shownFlags = {
  show: { choices: SECTIONS, description: 'Show this section only; with -o name its objects' },
  top: { type: 'number', requiresArg: true, description: 'At most so many workloads' },
  'sort-by': { choices: SORT_KEYS, description: 'Order of the workloads. Default: severity' },
} as const satisfies Flags;

/** The flags of {@link againOptions}. */
export const againFlags = { ...judgingFlags, ...shownFlags };

const outputFlags = { ...shownFlags, ...displayFlags(scanFormats), ...failOnFlag('a workload or namespace') };

/** Every flag of the verb. */
export const scanFlags = { ...scopeFlags, ...judgingFlags, ...outputFlags, ...configFlags };

/** Adds the arguments of `scan` to the parser. */
export function scanBuilder(argv: Argv): Argv {
  return withFlags(argv, {
    'What is looked at:': scopeFlags,
    'How it is judged:': judgingFlags,
    'Output:': outputFlags,
    'Connection, as in kubectl:': configFlags,
  });
}

export type ScanOptions = ReturnType<typeof scanOptions>;

/** What `kubectl envaudit scan` takes. */
export function scanOptions(parsed: Parsed) {
  const values = valuesOf(parsed, { ...scopeFlags, ...outputFlags });
  return {
    ...values,
    ...againOptions(parsed),
    selector: values.selector === '' ? undefined : values.selector,
    /** Audit one pod of each of so many of the worst workloads; 0: none. */
    probe: probes(values.probe),
    flags: connectionFlags(parsed),
  };
}

export type AgainOptions = ReturnType<typeof againOptions>;

/** How an inventory is judged and shown, of now or of a saved file. */
export function againOptions(parsed: Parsed) {
  const { sortBy = 'severity', ...shown } = valuesOf(parsed, { ...shownFlags, ...rulesFlag });
  return { ...shown, sortBy, staleAfterMs: staleAfterMs(parsed) };
}

/** `--probe` alone means 5. */
function probes(text: string | undefined): number {
  if (text === undefined) return 0;
  return text === '' ? 5 : Number(text);
}
