import type { Arguments, Argv, Options } from 'yargs';
import { configFlags, type ConfigFlagName, type ConfigFlags } from '../../collect/cluster/config-flags.ts';
import { targetKind } from '../../collect/targets/kinds.ts';
import { outputFlags, outputOptions } from '../output-options.ts';
import type { AuditOptions } from './options.ts';

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
} as const satisfies Record<string, Options>;

const probeFlags = {
  probe: {
    choices: ['auto', 'full', 'estimate', 'off'],
    default: 'auto',
    description: 'Time the environment: full loop, cheap estimate, or not; auto is full below 2 s',
  },
  'probe-timeout': {
    type: 'number',
    default: 30,
    requiresArg: true,
    description: 'Seconds after which the probe ends itself inside the container',
  },
  exec: {
    type: 'boolean',
    default: true,
    description: 'Ask the containers; --no-exec predicts from the API alone',
  },
  concurrency: {
    type: 'number',
    default: 8,
    requiresArg: true,
    description: 'Containers asked at once; never more than 8 per node',
  },
  save: { type: 'string', requiresArg: true, description: 'Write the evidence to this file, for `report`' },
} as const satisfies Record<string, Options>;

/** Adds the main verb's arguments to the parser. */
export function auditBuilder(argv: Argv): Argv {
  return argv
    .positional('target', {
      array: true,
      type: 'string',
      description: 'POD, pod/NAME, or TYPE/NAME: deploy, sts, ds, rs, job, cronjob',
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
export function auditOptions(parsed: Arguments): AuditOptions {
  return {
    ...outputOptions(parsed),
    targets: withTypes((parsed['target'] as string[] | undefined) ?? []),
    selector: parsed['selector'] as string | undefined,
    allNamespaces: parsed['allNamespaces'] === true,
    container: parsed['container'] as string | undefined,
    allContainers: parsed['allContainers'] === true,
    concurrency: parsed['concurrency'] as number,
    probe: parsed['probe'] as AuditOptions['probe'],
    exec: parsed['exec'] !== false,
    probeTimeout: parsed['probeTimeout'] as number,
    save: parsed['save'] as string | undefined,
    flags: connectionFlags(parsed),
  };
}

/** `deploy web api` means `deploy/web deploy/api`, as in kubectl get. */
function withTypes(words: string[]): string[] {
  const [type = '', ...names] = words;
  const typed =
    names.length > 0 && targetKind(type) !== undefined && !words.some((word) => word.includes('/'));
  return typed ? names.map((name) => `${type}/${name}`) : words;
}

function connectionFlags(parsed: Arguments): ConfigFlags {
  const names = Object.keys(configFlags) as ConfigFlagName[];
  return Object.fromEntries(names.map((name) => [name, parsed[name]]));
}
