import type { Argv, Options } from 'yargs';
import { configFlags } from '../../collect/cluster/config-flags.ts';
import { comparisonFormats } from '../../present/comparison/index.ts';
import { connectionFlags } from '../connection-options.ts';
import { displayFlags, displayOptions } from '../output-options.ts';
import { last, type Parsed } from '../parsed.ts';
import { staleAfterFlag, staleAfterMs } from '../stale-after.ts';
import type { CompareOptions } from './options.ts';

const sideFlags = {
  'to-namespace': { type: 'string', requiresArg: true, description: 'Namespace of B. Default: as for A' },
  'to-context': { type: 'string', requiresArg: true, description: 'Context of B. Default: as for A' },
  'to-kubeconfig': {
    type: 'string',
    requiresArg: true,
    description: 'Kubeconfig file of B; its current context, unless --to-context names one',
  },
  container: {
    alias: 'c',
    type: 'string',
    requiresArg: true,
    description: 'Container name in both pods. Default: as kubectl exec chooses',
  },
  exec: {
    type: 'boolean',
    default: true,
    description: 'Ask the containers; --no-exec predicts from the API alone',
  },
  ...staleAfterFlag,
} as const satisfies Record<string, Options>;

const shownFlags = displayFlags(comparisonFormats);

/** Adds the arguments of `compare` to the parser. */
export function compareBuilder(argv: Argv): Argv {
  return argv
    .positional('a', {
      type: 'string',
      demandOption: true,
      description: 'POD, TYPE/NAME, namespace/NAME, or a file that --save wrote (*.json, - is stdin)',
    })
    .positional('b', {
      type: 'string',
      description: 'The same for B. Default: A in another namespace or context',
    })
    .options(sideFlags)
    .group(Object.keys(sideFlags), 'What is compared:')
    .options(shownFlags)
    .group(Object.keys(shownFlags), 'Output:')
    .options(configFlags)
    .group(Object.keys(configFlags), 'Connection, as in kubectl:')
    .example('kubectl envaudit compare pod/web-1 pod/web-2', 'why is one of them fast?')
    .example('kubectl envaudit compare deploy/web --to-context beijing', 'the same in another cluster')
    .example('kubectl envaudit compare ns/shop ns/test', 'two namespaces')
    .example('kubectl envaudit compare before.json deploy/web', 'saved evidence and now');
}

/** The parsed arguments as plain options. */
export function compareOptions(parsed: Parsed): CompareOptions {
  const word = (name: string): string | undefined => last(parsed, name) as string | undefined;
  return {
    ...displayOptions(parsed),
    a: String(parsed['a']),
    b: word('b'),
    toContext: word('to-context'),
    toNamespace: word('to-namespace'),
    toKubeconfig: word('to-kubeconfig'),
    container: word('container'),
    exec: last(parsed, 'exec') !== false,
    staleAfterMs: staleAfterMs(parsed),
    flags: connectionFlags(parsed),
  };
}
