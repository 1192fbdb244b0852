import type { Argv, Options } from 'yargs';
import type { Severity } from '../../contracts/report.ts';
import { lintFormats } from '../../present/lint/index.ts';
import { displayFlags, displayOptions, failOnFlag } from '../output-options.ts';
import { last, type Parsed } from '../parsed.ts';
import type { LintOptions } from './options.ts';

const inputFlags = {
  filename: {
    alias: 'f',
    type: 'string',
    requiresArg: true,
    description: 'Manifests: a file, a folder, a chart, or - for standard input',
  },
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
} as const satisfies Record<string, Options>;

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
} as const satisfies Record<string, Options>;

const outputFlags = {
  ...displayFlags(lintFormats),
  'fail-on': { ...failOnFlag('a finding')['fail-on'], default: 'low' },
} as const satisfies Record<string, Options>;

/** Adds the arguments of `lint` to the parser. */
export function lintBuilder(argv: Argv): Argv {
  return argv
    .positional('file', { array: true, type: 'string', description: 'The same as -f FILE' })
    .options(inputFlags)
    .group(Object.keys(inputFlags), 'What is checked:')
    .options(baselineFlags)
    .group(Object.keys(baselineFlags), 'Baseline:')
    .options(outputFlags)
    .group(Object.keys(outputFlags), 'Output:')
    .example('kubectl envaudit lint -f deploy/ -R', 'manifests in a folder and below it')
    .example('helm template shop ./chart | kubectl envaudit lint -f - -n shop', 'what a chart makes')
    .example('kubectl envaudit lint -f ./chart', "a chart's templates")
    .example('kubectl kustomize overlays/prod | kubectl envaudit lint -f -', 'what a kustomization makes')
    .example('kubectl envaudit lint -f deploy/ --services prod.json', 'with the Services of a cluster')
    .example('kubectl envaudit lint -f deploy/ --baseline lint.json -o sarif', 'new findings, for CI');
}

/** The parsed arguments as plain options. */
export function lintOptions(parsed: Parsed): LintOptions {
  return {
    ...displayOptions(parsed),
    failOn: (last(parsed, 'fail-on') as Severity | undefined) ?? 'low',
    files: [parsed['filename'], parsed['file']].flat().filter((file) => typeof file === 'string'),
    recursive: last(parsed, 'recursive') === true,
    together: last(parsed, 'together') === true,
    services: last(parsed, 'services') as string | undefined,
    namespace: last(parsed, 'namespace') as string | undefined,
    rules: last(parsed, 'rules') as string | undefined,
    baseline: last(parsed, 'baseline') as string | undefined,
    writeBaseline: last(parsed, 'write-baseline') as string | undefined,
  };
}
