import type { Argv } from 'yargs';
import { configFlags } from '../../collect/cluster/config-flags.ts';
import { comparisonFormats } from '../../present/comparison/index.ts';
import { connectionFlags } from '../connection-options.ts';
import { valuesOf, withFlags, type Flags } from '../flags.ts';
import { displayFlags } from '../output-options.ts';
import { last, type Parsed } from '../parsed.ts';
import { staleAfterFlag, staleAfterMs } from '../stale-after.ts';

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
} as const satisfies Flags;

const shownFlags = displayFlags(comparisonFormats);

/** Adds the arguments of `compare` to the parser. */
export function compareBuilder(argv: Argv): Argv {
  const sides = argv
    .positional('a', {
      type: 'string',
      demandOption: true,
      description: 'POD, TYPE/NAME, namespace/NAME, or a file that --save wrote (*.json, - is stdin)',
    })
    .positional('b', {
      type: 'string',
      description: 'The same for B. Default: A in another namespace or context',
    });
  return withFlags(sides, {
    'What is compared:': { ...sideFlags, ...staleAfterFlag },
    'Output:': shownFlags,
    'Connection, as in kubectl:': configFlags,
  })
    .example('kubectl envaudit compare pod/web-1 pod/web-2', 'why is one of them fast?')
    .example('kubectl envaudit compare deploy/web --to-context beijing', 'the same in another cluster')
    .example('kubectl envaudit compare ns/shop ns/test', 'two namespaces')
    .example('kubectl envaudit compare before.json deploy/web', 'saved evidence and now');
}

export type CompareOptions = ReturnType<typeof compareOptions>;

/** What `kubectl envaudit compare A [B]` takes: each side is `POD`, `TYPE/NAME`, `namespace/NAME`, or a saved file. */
export function compareOptions(parsed: Parsed) {
  return {
    ...valuesOf(parsed, { ...sideFlags, ...shownFlags }),
    a: String(parsed['a']),
    /** The same as `a` where it is left out, in another place. */
    b: last(parsed, 'b') as string | undefined,
    staleAfterMs: staleAfterMs(parsed),
    flags: connectionFlags(parsed),
  };
}
