import { EnvauditError, EXIT, messageOf, toProblem, type ExitCode } from '../errors.ts';
import type { AuditOptions } from './audit/options.ts';
import type { Context } from './context.ts';
import type { Invocation } from './invocation.ts';
import { quickInvocation } from './quick-invocation.ts';

/** Runs one command line and gives its exit code. Never throws: what goes wrong is told on stderr. */
export async function run(argv: readonly string[], context: Context): Promise<ExitCode> {
  try {
    return await dispatch(await meaningOf(argv), context);
  } catch (error) {
    return fail(error, argv, context);
  }
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
      context.streams.out(`kubectl-envaudit ${context.version}\n`);
      return EXIT.ok;
    case 'help':
      context.streams.out(invocation.text);
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

async function fail(error: unknown, argv: readonly string[], { streams }: Context): Promise<ExitCode> {
  const { presentError } = await import('../present/error.ts');
  streams.progress(undefined);
  const json = argv.some(
    (word, index) => /^(-o=?|--output=)json$/.test(word) || (isOutput(word) && argv[index + 1] === 'json'),
  );
  streams.err(
    presentError(toProblem(error), { color: streams.color.err, format: json ? 'json' : undefined }),
  );
  if (error instanceof EnvauditError) return error.exitCode;
  const verbose = argv.includes('-v') || argv.includes('--verbose');
  streams.err(
    verbose && error instanceof Error
      ? `${stackOf(error)}\n`
      : '-v shows where it happened. It is a bug of envaudit.\n',
  );
  return EXIT.error;
}

function isOutput(word: string): boolean {
  return word === '-o' || word === '--output';
}

/** The frames only: the first lines of a stack repeat the message, and the error itself may hold secrets. */
function stackOf(error: Error): string {
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return [messageOf(error), ...frames].join('\n');
}
