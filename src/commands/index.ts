import type { Argv } from 'yargs';
import yargs from 'yargs';
import type { ExitCode } from '../errors.ts';
import { EXIT } from '../errors.ts';
import type { CommandContext } from './context.ts';

/** Runs one command line and gives its exit code. Never throws for what a user or a cluster can cause. */
export async function run(argv: string[], context: CommandContext): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.ok;
  const done = (code: ExitCode): void => void (exitCode = code);
  await parser(context, done).parseAsync(argv, {}, (error, _parsed, output) => {
    if (output) (error ? context.streams.err : context.streams.out)(`${output}\n`);
    if (error) exitCode = EXIT.usage;
  });
  return exitCode;
}

/** The text of the top-level `--help`, 80 columns wide. The build embeds it. */
export async function help(): Promise<string> {
  return `${await parser(undefined, () => {}).getHelp()}\n`;
}

function parser(context: CommandContext | undefined, done: (code: ExitCode) => void): Argv {
  return yargs()
    .scriptName('kubectl envaudit')
    .locale('en')
    .wrap(80)
    .version(false)
    .exitProcess(false)
    .strict()
    .demandCommand(1)
    .command('version', 'Print the version', {}, async () => {
      const command = await import('./version.ts');
      done(command.run(context!));
    });
}
