import { EnvauditError, EXIT, messageOf, toProblem, type ExitCode } from '../errors.ts';
import { presentError } from '../present/error.ts';
import type { Problem } from '../contracts/report.ts';
import type { Context } from './context.ts';
import { nearVerb } from './near-verb.ts';
import { seeHelp } from './usage-error.ts';

/** Tells what went wrong, and gives the exit code for it. After Ctrl-C that is what went wrong. */
export async function fail(
  error: unknown,
  argv: readonly string[],
  { streams, signal }: Context,
): Promise<ExitCode> {
  streams.progress(undefined);
  const told = signal.aborted && !isAboutFiles(error) ? interrupted() : error;
  streams.err(
    await presentError(asVerb(withHelp(toProblem(told), argv), argv), {
      color: streams.color.err,
      format: outputOf(argv),
    }),
  );
  if (signal.aborted) return EXIT.interrupted;
  if (error instanceof EnvauditError) return error.exitCode;
  const verbose = argv.includes('-v') || argv.includes('--verbose');
  streams.err(
    verbose && error instanceof Error
      ? `${stackOf(error)}\n`
      : 'This is a bug of kubectl envaudit. Please report it, with what -v shows and what you typed.\n',
  );
  return EXIT.error;
}

/** Whoever typed something wrong is shown where to read what is right. */
function withHelp(problem: Problem, argv: readonly string[]): Problem {
  return problem.code === 'usage' ? { ...problem, hint: problem.hint ?? seeHelp(argv) } : problem;
}

/** That what was seen could not be saved is to be known, whoever ended the run. */
function isAboutFiles(error: unknown): boolean {
  return error instanceof EnvauditError && error.code === 'file';
}

function interrupted(): EnvauditError {
  return new EnvauditError('interrupted', 'interrupted before anything was seen', {
    exitCode: EXIT.interrupted,
  });
}

/** A word that is nearly a verb is a target only in the last place. */
function asVerb(problem: Problem, [word = '']: readonly string[]): Problem {
  const verb = nearVerb(word);
  if (verb === undefined || problem.code === 'interrupted') return problem;
  const meant = `Did you mean this? kubectl envaudit ${verb}`;
  return {
    code: problem.code,
    message: `unknown command ${JSON.stringify(word)}; ${problem.code === 'usage' ? 'and' : 'as a target:'} ${problem.message}`,
    hint: problem.hint === undefined ? meant : `${meant}\n${problem.hint}`,
  };
}

/** The output that was asked for, found also where the command line is wrong. */
function outputOf(argv: readonly string[]): string | undefined {
  const found = argv.flatMap((word, index) => {
    if (word === '-o' || word === '--output') return [argv[index + 1]];
    return /^(?:-o=?|--output=)(.+)$/.exec(word)?.slice(1) ?? [];
  });
  return found.at(-1);
}

/** The frames only: the first lines of a stack repeat the message, and the error itself may hold secrets. */
function stackOf(error: Error): string {
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return [messageOf(error), ...frames].join('\n');
}
