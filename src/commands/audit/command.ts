import type { Argv } from 'yargs';
import { configFlags } from '../../collect/cluster/config-flags.ts';
import { AUDIT_SECTIONS } from '../../present/single/section.ts';
import { connectionFlags } from '../connection-options.ts';
import { valuesOf, withFlags, type Flags } from '../flags.ts';
import { reportFlags } from '../output-options.ts';
import type { Parsed } from '../parsed.ts';
import { showFlag, shownWords } from '../shown-sections.ts';
import { targetWords } from '../target-words.ts';
import { PROBE_LIMITS } from './probe-limits.ts';

const targetFlags = {
  selector: {
    alias: 'l',
    type: 'string',
    requiresArg: true,
    description: 'Audit the pods with these labels (e.g. -l app=web,tier!=cache)',
  },
  'all-namespaces': {
    alias: 'A',
    type: 'boolean',
    default: false,
    description: 'Audit the pods of all namespaces',
  },
  container: {
    alias: 'c',
    type: 'string',
    requiresArg: true,
    description: 'Container name. Default: as kubectl exec chooses',
  },
  'all-containers': { type: 'boolean', default: false, description: 'Audit all containers of each pod' },
  interactive: {
    alias: 'i',
    type: 'boolean',
    default: false,
    description: 'Look around in a terminal UI; with a target, diagnose it there. Default without arguments',
  },
} as const satisfies Flags;

const probeFlags = {
  probe: {
    choices: ['auto', 'full', 'estimate', 'off'],
    default: 'auto',
    description: 'Time the environment: full loop, estimate, or not; auto: full below 2 s, once per workload',
  },
  'probe-timeout': {
    type: 'number',
    default: PROBE_LIMITS.deadlineSeconds,
    requiresArg: true,
    description: 'Seconds after which a container that has not answered is given up',
  },
  exec: {
    type: 'boolean',
    default: true,
    description: 'Ask the containers; --no-exec predicts from the API alone',
  },
  concurrency: {
    type: 'number',
    default: PROBE_LIMITS.concurrency,
    requiresArg: true,
    description: 'Containers asked at once; never more than 8 per node',
  },
  save: { type: 'string', requiresArg: true, description: 'Write the evidence to this file, for `report`' },
} as const satisfies Flags;

const outputFlags = { ...reportFlags, ...showFlag(AUDIT_SECTIONS) };

/** Every flag of the main verb. */
export const auditFlags = { ...targetFlags, ...probeFlags, ...outputFlags, ...configFlags };

/** Adds the main verb's arguments to the parser. */
export function auditBuilder(argv: Argv): Argv {
  const targets = argv.positional('target', {
    array: true,
    type: 'string',
    description: 'POD, pod/NAME, or TYPE/NAME: deploy, sts, ds, rs, job, cronjob, svc, rc',
  });
  return withFlags(targets, {
    'Targets:': targetFlags,
    'Probe:': probeFlags,
    'Output:': outputFlags,
    'Connection, as in kubectl:': configFlags,
  });
}

export type AuditOptions = ReturnType<typeof auditOptions>;

/** Everything that `kubectl envaudit [TARGET…]` takes. */
export function auditOptions(parsed: Parsed) {
  return {
    ...valuesOf(parsed, { ...targetFlags, ...probeFlags, ...reportFlags }),
    show: shownWords(parsed),
    targets: targetWords(parsed),
    flags: connectionFlags(parsed),
  };
}
