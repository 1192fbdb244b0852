import type { Argv } from 'yargs';
import { valuesOf, type Flags } from '../flags.ts';
import { reportFlags } from '../output-options.ts';
import type { Parsed } from '../parsed.ts';

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
} as const satisfies Flags;

/** Adds the arguments of `demo` to the parser. */
export function demoBuilder(argv: Argv): Argv {
  return argv.options(demoFlags).options(reportFlags);
}

export type DemoOptions = ReturnType<typeof demoOptions>;

/** What `kubectl envaudit demo` takes. */
export function demoOptions(parsed: Parsed) {
  return valuesOf(parsed, { ...demoFlags, ...reportFlags });
}
