import type { Argv, Options } from 'yargs';
import { configFlags } from '../../collect/cluster/config-flags.ts';
import { AUDIT_SECTIONS } from '../../present/single/section.ts';
import { connectionFlags } from '../connection-options.ts';
import { reportFlags, reportOptions } from '../output-options.ts';
import { last, type Parsed } from '../parsed.ts';
import { showFlag, shownWords } from '../shown-sections.ts';
import { targetWords } from '../target-words.ts';
import type { AuditOptions } from './options.ts';
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
} as const satisfies Record<string, Options>;

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
} as const satisfies Record<string, Options>;

const outputFlags = { ...reportFlags, ...showFlag(AUDIT_SECTIONS) };

/** Every flag of the main verb. */
export const auditFlags = { ...targetFlags, ...probeFlags, ...outputFlags, ...configFlags };

/** Adds the main verb's arguments to the parser. */
export function auditBuilder(argv: Argv): Argv {
  return argv
    .positional('target', {
      array: true,
      type: 'string',
      description: 'POD, pod/NAME, or TYPE/NAME: deploy, sts, ds, rs, job, cronjob, svc, rc',
    })
    .options(targetFlags)
    .group(Object.keys(targetFlags), 'Targets:')
    .options(probeFlags)
    .group(Object.keys(probeFlags), 'Probe:')
    .options(outputFlags)
    .group(Object.keys(outputFlags), 'Output:')
    .options(configFlags)
    .group(Object.keys(configFlags), 'Connection, as in kubectl:');
}

/** The parsed arguments as plain options. */
export function auditOptions(parsed: Parsed): AuditOptions {
  return {
    ...reportOptions(parsed),
    show: shownWords(parsed),
    targets: targetWords(parsed),
    selector: last(parsed, 'selector') as string | undefined,
    allNamespaces: last(parsed, 'all-namespaces') === true,
    container: last(parsed, 'container') as string | undefined,
    allContainers: last(parsed, 'all-containers') === true,
    interactive: last(parsed, 'interactive') === true,
    concurrency: (last(parsed, 'concurrency') as number | undefined) ?? Number.NaN,
    probe: (last(parsed, 'probe') as AuditOptions['probe'] | undefined) ?? 'auto',
    exec: last(parsed, 'exec') !== false,
    probeTimeout: (last(parsed, 'probe-timeout') as number | undefined) ?? Number.NaN,
    save: last(parsed, 'save') as string | undefined,
    flags: connectionFlags(parsed),
  };
}
