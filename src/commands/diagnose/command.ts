import type { Argv } from 'yargs';
import { configFlags } from '../../collect/cluster/config-flags.ts';
import { diagnosisFormats } from '../../present/diagnosis/index.ts';
import { DIAGNOSIS_SECTIONS } from '../../present/diagnosis/sections.ts';
import { connectionFlags } from '../connection-options.ts';
import { valuesOf, withFlags, type Flags } from '../flags.ts';
import { displayFlags } from '../output-options.ts';
import { last, type Parsed } from '../parsed.ts';
import { showFlag, shownWords } from '../shown-sections.ts';
import { targetWords } from '../target-words.ts';
import { failOnCauseFlag } from './sureness.ts';

const whatFlags = {
  container: {
    alias: 'c',
    type: 'string',
    requiresArg: true,
    description: 'Container name. Default: as kubectl exec chooses',
  },
  stages: {
    type: 'string',
    requiresArg: true,
    description: 'Only these, by name or number: 1-3,root-cause. Default: all five',
  },
  window: {
    type: 'string',
    default: '10s',
    requiresArg: true,
    description: 'How long to look at least, 1s to 5m',
  },
  allow: {
    type: 'string',
    requiresArg: true,
    description: 'What may be done: read, exec, trace, profile, debug-container, node. Default: read,exec',
  },
} as const satisfies Flags;

const requestFlags = {
  url: {
    type: 'string',
    requiresArg: true,
    description: 'Time requests of this URL from inside the pod; can be repeated',
  },
  requests: { type: 'number', requiresArg: true, description: 'Requests of each URL. Default: 20' },
} as const satisfies Flags;

const outputFlags = {
  save: { type: 'string', requiresArg: true, description: 'Write what was seen to this file, for `report`' },
  watch: { type: 'boolean', default: false, description: 'Window after window, until Ctrl-C' },
  ...displayFlags(diagnosisFormats),
} as const satisfies Flags;

/** Adds the arguments of `diagnose` to the parser. */
export function diagnoseBuilder(argv: Argv): Argv {
  const target = argv.positional('target', {
    array: true,
    type: 'string',
    description: 'POD, pod/NAME, or TYPE/NAME: deploy, sts, ds, rs, job, cronjob, svc, rc',
  });
  return withFlags(target, {
    'What is looked at:': { ...whatFlags, ...requestFlags },
    'Output:': { ...outputFlags, ...showFlag(DIAGNOSIS_SECTIONS), ...failOnCauseFlag },
    'Connection, as in kubectl:': configFlags,
  });
}

export type DiagnoseOptions = ReturnType<typeof diagnoseOptions>;

/** What `kubectl envaudit diagnose TARGET` takes, as typed. */
export function diagnoseOptions(parsed: Parsed) {
  return {
    ...valuesOf(parsed, { ...whatFlags, ...outputFlags, ...failOnCauseFlag }),
    show: shownWords(parsed),
    targets: targetWords(parsed, ['diagnose']),
    urls: [parsed['url'] ?? []].flat() as string[],
    requests: last(parsed, 'requests') as number | undefined,
    flags: connectionFlags(parsed),
  };
}
