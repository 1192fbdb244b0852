import type { Argv, Options } from 'yargs';
import { reportFlags, reportOptions } from '../output-options.ts';
import { last, type Parsed } from '../parsed.ts';
import type { DemoOptions } from './options.ts';

const demoFlags = {
  serve: {
    type: 'boolean',
    default: false,
    description: 'Keep the cluster up and print its kubeconfig; plain kubectl works against it',
  },
  scenario: { type: 'string', requiresArg: true, description: 'Audit this scenario only' },
  port: {
    type: 'number',
    default: 0,
    requiresArg: true,
    description: 'Port on 127.0.0.1. Default: a free one',
  },
  kubeconfig: {
    type: 'string',
    requiresArg: true,
    description: 'With --serve: write the kubeconfig to this file',
  },
} as const satisfies Record<string, Options>;

/** Adds the arguments of `demo` to the parser. */
export function demoBuilder(argv: Argv): Argv {
  return argv.options(demoFlags).options(reportFlags);
}

/** The parsed arguments as plain options. */
export function demoOptions(parsed: Parsed): DemoOptions {
  return {
    ...reportOptions(parsed),
    serve: last(parsed, 'serve') === true,
    scenario: last(parsed, 'scenario') as string | undefined,
    port: (last(parsed, 'port') as number | undefined) ?? 0,
    kubeconfig: last(parsed, 'kubeconfig') as string | undefined,
  };
}
