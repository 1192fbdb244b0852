import type { Argv } from 'yargs';
import { lintFormats } from '../../present/lint/index.ts';
import { valuesOf, withFlags, type Flags } from '../flags.ts';
import { displayFlags, failOnFlag } from '../output-options.ts';
import type { Parsed } from '../parsed.ts';

const fileFlag = {
  filename: {
    alias: 'f',
    type: 'string',
    requiresArg: true,
    description: 'Manifests: a file, a folder, a chart, or - for standard input',
  },
} as const satisfies Flags;

const inputFlags = {
  recursive: { alias: 'R', type: 'boolean', default: false, description: 'Look into subfolders, too' },
  together: {
    type: 'boolean',
    default: false,
    description: 'Add up the Services of all files. Default: of a folder, a chart, a kustomization',
  },
  namespace: {
    alias: 'n',
    type: 'string',
    requiresArg: true,
    description: 'The namespace of objects that name none. Default: default',
  },
  services: {
    type: 'string',
    requiresArg: true,
    description: 'Predict with the Services of a cluster: a file of scan --save',
  },
  rules: {
    type: 'string',
    requiresArg: true,
    description: 'A YAML file with rules of your own on variables that apps read',
  },
} as const satisfies Flags;

const baselineFlags = {
  baseline: {
    type: 'string',
    requiresArg: true,
    description: 'Tell and fail for findings only that are not in this file',
  },
  'write-baseline': {
    type: 'string',
    requiresArg: true,
    description: 'Write all findings to this file: from now on they are known',
  },
} as const satisfies Flags;

const outputFlags = {
  ...displayFlags(lintFormats),
  'fail-on': { ...failOnFlag('a finding')['fail-on'], default: 'low' },
} as const satisfies Flags;

/** Adds the arguments of `lint` to the parser. */
export function lintBuilder(argv: Argv): Argv {
  const files = argv.positional('file', { array: true, type: 'string', description: 'The same as -f FILE' });
  return withFlags(files, {
    'What is checked:': { ...fileFlag, ...inputFlags },
    'Baseline:': baselineFlags,
    'Output:': outputFlags,
  })
    .example('kubectl envaudit lint -f deploy/ -R', 'manifests in a folder and below it')
    .example('helm template shop ./chart | kubectl envaudit lint -f - -n shop', 'what a chart makes')
    .example('kubectl envaudit lint -f ./chart', "a chart's templates")
    .example('kubectl kustomize overlays/prod | kubectl envaudit lint -f -', 'what a kustomization makes')
    .example('kubectl envaudit lint -f deploy/ --services prod.json', 'with the Services of a cluster')
    .example('kubectl envaudit lint -f deploy/ --baseline lint.json -o sarif', 'new findings, for CI');
}

export type LintOptions = ReturnType<typeof lintOptions>;

/** What `kubectl envaudit lint -f FILE…` takes. */
export function lintOptions(parsed: Parsed) {
  return {
    ...valuesOf(parsed, { ...inputFlags, ...baselineFlags, ...outputFlags }),
    /** Files, folders and charts; `-` is standard input. */
    files: [parsed['filename'], parsed['file']].flat().filter((file) => typeof file === 'string'),
  };
}
