import { EXIT, type ExitCode } from '../errors.ts';
import { wantsAscii } from '../terminal/ascii.ts';
import { helpColumns, wrapHelp } from '../terminal/help-text.ts';
import { asciiStreams } from './ascii-streams.ts';
import type { AuditOptions } from './audit/command.ts';
import type { Context } from './context.ts';
import type { Invocation } from './invocation.ts';
import { quickInvocation } from './quick-invocation.ts';

/** Runs one command line and gives its exit code. Never throws: what goes wrong is told on stderr. */
export async function run(argv: readonly string[], context: Context): Promise<ExitCode> {
  let seen = inLocale(context, { data: false });
  try {
    const invocation = await meaningOf(argv);
    seen = inLocale(context, { data: isForPrograms(invocation) });
    return await dispatch(invocation, seen);
  } catch (error) {
    return (await import('./fail.ts')).fail(error, argv, seen);
  }
}

/** Where the locale has no UTF-8, what is for people is ASCII. Documents for programs are UTF-8 everywhere. */
function inLocale(context: Context, { data }: { data: boolean }): Context {
  if (!wantsAscii(context.env)) return context;
  // Not a copy: standard input is opened when it is asked for.
  return Object.create(context, { streams: { value: asciiStreams(context.streams, { data }) } }) as Context;
}

function isForPrograms(invocation: Invocation): boolean {
  if (invocation.verb === 'help') return false;
  const { output } = invocation.options;
  return output !== undefined && output !== 'human' && output !== 'wide';
}

/** yargs is loaded for what is not plainly right: for help, for the other verbs, and for errors. */
async function meaningOf(argv: readonly string[]): Promise<Invocation> {
  return (await quickInvocation(argv)) ?? (await import('./parse.ts')).parse(argv);
}

/** Each verb's code is loaded when it is asked for. */
async function dispatch(invocation: Invocation, context: Context): Promise<ExitCode> {
  switch (invocation.verb) {
    case 'audit':
      if (isInteractive(invocation.options, context))
        return (await import('./tui/run.ts')).runInteractive(invocation.options, context);
      return (await import('./audit/run.ts')).runAudit(invocation.options, context);
    case 'diagnose':
      return (await import('./diagnose/run.ts')).runDiagnose(invocation.options, context);
    case 'scan':
      return (await import('./scan/run.ts')).runScan(invocation.options, context);
    case 'compare':
      return (await import('./compare/run.ts')).runCompare(invocation.options, context);
    case 'lint':
      return (await import('./lint/run.ts')).runLint(invocation.options, context);
    case 'report':
      return (await import('./report/run.ts')).runReport(invocation.options, context);
    case 'demo':
      return (await import('./demo/run.ts')).runDemo(invocation.options, context);
    case 'version':
      return (await import('./version/run.ts')).runVersion(invocation.options, context);
    case 'help':
      context.streams.out(wrapHelp(invocation.text, helpColumns(context.env, context.streams.columns)));
      return EXIT.ok;
  }
}

/** `-i`; and, on a terminal, a command line that says no more than where. */
function isInteractive(options: AuditOptions, { terminal }: Context): boolean {
  const { interactive, targets, selector, allNamespaces, output, save, failOn } = options;
  if (interactive) return true;
  const saysMore = [selector, output, save, failOn].some((given) => given !== undefined);
  return targets.length === 0 && !allNamespaces && !saysMore && terminal?.() !== undefined;
}
