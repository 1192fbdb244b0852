import type { Argv, Options } from 'yargs';
import { configFlags } from '../../collect/cluster/config-flags.ts';
import { diagnosisFormats } from '../../present/diagnosis/index.ts';
import { DIAGNOSIS_SECTIONS } from '../../present/diagnosis/sections.ts';
import { connectionFlags } from '../connection-options.ts';
import { displayFlags, displayOptions } from '../output-options.ts';
import { last, type Parsed } from '../parsed.ts';
import { showFlag, shownWords } from '../shown-sections.ts';
import { targetWords } from '../target-words.ts';
import type { DiagnoseOptions } from './options.ts';
import { failOnCauseFlag, type Sureness } from './sureness.ts';

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
  url: {
    type: 'string',
    requiresArg: true,
    description: 'Time requests of this URL from inside the pod; can be repeated',
  },
  requests: { type: 'number', requiresArg: true, description: 'Requests of each URL. Default: 20' },
} as const satisfies Record<string, Options>;

const outputFlags = {
  save: { type: 'string', requiresArg: true, description: 'Write what was seen to this file, for `report`' },
  watch: { type: 'boolean', default: false, description: 'Window after window, until Ctrl-C' },
  ...displayFlags(diagnosisFormats),
  ...showFlag(DIAGNOSIS_SECTIONS),
  ...failOnCauseFlag,
} as const satisfies Record<string, Options>;

/** Adds the arguments of `diagnose` to the parser. */
export function diagnoseBuilder(argv: Argv): Argv {
  return argv
    .positional('target', {
      array: true,
      type: 'string',
      description: 'POD, pod/NAME, or TYPE/NAME: deploy, sts, ds, rs, job, cronjob, svc, rc',
    })
    .options(whatFlags)
    .group(Object.keys(whatFlags), 'What is looked at:')
    .options(outputFlags)
    .group(Object.keys(outputFlags), 'Output:')
    .options(configFlags)
    .group(Object.keys(configFlags), 'Connection, as in kubectl:');
}

/** The parsed arguments as plain options. */
export function diagnoseOptions(parsed: Parsed): DiagnoseOptions {
  return {
    ...displayOptions(parsed),
    show: shownWords(parsed),
    targets: targetWords(parsed, ['diagnose']),
    container: last(parsed, 'container') as string | undefined,
    stages: last(parsed, 'stages') as string | undefined,
    window: (last(parsed, 'window') as string | undefined) ?? '',
    allow: last(parsed, 'allow') as string | undefined,
    urls: [parsed['url'] ?? []].flat() as string[],
    requests: last(parsed, 'requests') as number | undefined,
    save: last(parsed, 'save') as string | undefined,
    watch: last(parsed, 'watch') === true,
    failOnCause: last(parsed, 'fail-on-cause') as Sureness | undefined,
    flags: connectionFlags(parsed),
  };
}
