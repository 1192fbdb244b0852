import type { Argv } from 'yargs';
import yargs from 'yargs';
import { usage } from '../errors.ts';
import { auditBuilder, auditOptions } from './audit/command.ts';
import { compareBuilder, compareOptions } from './compare/command.ts';
import { diagnoseBuilder, diagnoseOptions } from './diagnose/command.ts';
import { demoBuilder, demoOptions } from './demo/command.ts';
import { configFlags } from '../collect/cluster/config-flags.ts';
import type { Invocation } from './invocation.ts';
import { lintBuilder, lintOptions } from './lint/command.ts';
import { reportBuilder, savedReportOptions } from './report/command.ts';
import { nearVerb } from './near-verb.ts';
import { scanBuilder, scanOptions } from './scan/command.ts';
import { usageError } from './usage-error.ts';
import { VERBS } from './verbs.ts';
import { versionBuilder, versionOptions } from './version/command.ts';

const EXIT_CODES = `Exit codes:
  0    everything that was asked for was seen, and nothing is as bad as --fail-on
  1    an error: no connection, no such pod
  2    wrong usage
  3    something is as bad as --fail-on or --fail-on-cause, or worse
  4    the report is incomplete: a right is missing, or a probe failed
  5    nothing matched
  130  interrupted; what was seen until then is printed`;

/**
 * What a command line means. Help is a meaning, too.
 * @throws EnvauditError `usage` in kubectl's manner.
 */
export async function parse(argv: readonly string[]): Promise<Invocation> {
  if (argv[0] === 'help') return parse(helpOf(argv.slice(1)));
  let invocation: Invocation | undefined;
  const take = (meant: Invocation): void => void (invocation = meant);
  await parser(take).parseAsync(asYargsTakesThem(argv), {}, (error, _parsed, output) => {
    if (error) throw usageError(error, argv);
    if (output) invocation = { verb: 'help', text: `${output}\n` };
  });
  if (invocation === undefined) throw usageError(new Error('nothing to do'), argv);
  return invocation;
}

/** Stands for the word `-`, standard input, which yargs drops where it is an argument of its own. */
const STDIN = '\u0000-';

function withoutStandIns(parsed: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(parsed))
    parsed[name] = Array.isArray(value) ? value.map(withoutStandIn) : withoutStandIn(value);
}

function withoutStandIn(value: unknown): unknown {
  return value === STDIN ? '-' : value;
}

/**
 * kubectl's parser takes a value right behind a short flag, `-oname` and `-lapp=web`; yargs wants a space. A `-` gets its
 * stand-in.
 */
function asYargsTakesThem(argv: readonly string[]): string[] {
  const end = argv.includes('--') ? argv.indexOf('--') : argv.length;
  return argv.flatMap((word, index) => {
    if (word === '-') return [STDIN];
    const [, name, given] = /^--([a-z-]+)=(.*)$/s.exec(word) ?? [];
    if (name !== undefined && given !== undefined && index < end && SWITCHES.has(name))
      return [`--${name}=${isTrue(name, given)}`];
    const [, flag, value] = /^(-[cflnos])(?!=)(.+)$/.exec(word) ?? [];
    return flag === undefined || value === undefined || index > end ? [word] : [flag, value];
  });
}

/** Of the connection flags those that are on or off. */
const SWITCHES = new Set(
  Object.entries(configFlags).flatMap(([name, { type }]) => (type === 'boolean' ? [name] : [])),
);

/** As Go reads it, which yargs takes for false where it is not `true`. https://pkg.go.dev/strconv#ParseBool */
function isTrue(name: string, given: string): boolean {
  if (/^(1|t|T|true|TRUE|True)$/.test(given)) return true;
  if (/^(0|f|F|false|FALSE|False)$/.test(given)) return false;
  throw usage(
    `invalid argument "${given}" for "--${name}" flag: it is neither true nor false`,
    `Write --${name}, or --${name}=false.`,
  );
}

/** The top-level `--help`, a line for each flag (see wrapHelp). The build embeds it, so that it costs no parser. */
export async function help(): Promise<string> {
  return `${await parser(() => undefined).getHelp()}\n`;
}

function parser(take: (invocation: Invocation) => void): Argv {
  return yargs()
    .scriptName('kubectl envaudit')
    .locale('en')
    .wrap(null)
    .version(false)
    .exitProcess(false)
    .parserConfiguration({ 'duplicate-arguments-array': true, 'parse-positional-numbers': false })
    .strict()
    .middleware(withoutStandIns)
    .command(
      '$0 [target..]',
      'Find what service links put into the environment of containers, what it costs there, and how to stop it. Read-only.',
      auditBuilder,
      (parsed) => take({ verb: 'audit', options: auditOptions(parsed) }),
    )
    .command(
      'diagnose [target..]',
      'Find the bottleneck of a pod, stage by stage, from the node to the hot spot',
      diagnoseBuilder,
      (parsed) => take({ verb: 'diagnose', options: diagnoseOptions(parsed) }),
    )
    .command(
      'scan',
      'Find the damage in a namespace or the whole cluster, from the API alone',
      scanBuilder,
      (parsed) => take({ verb: 'scan', options: scanOptions(parsed) }),
    )
    .command(
      'compare <a> [b]',
      'Say in what two pods, workloads, namespaces or clusters differ',
      compareBuilder,
      (parsed) => take({ verb: 'compare', options: compareOptions(parsed) }),
    )
    .command('lint [file..]', 'Check manifests and charts without a cluster', lintBuilder, (parsed) =>
      take({ verb: 'lint', options: lintOptions(parsed) }),
    )
    .command(
      'report <file>',
      'Judge again what --save wrote, without a cluster (- is stdin)',
      reportBuilder,
      (parsed) => take({ verb: 'report', options: savedReportOptions(parsed) }),
    )
    .command('demo', 'See it work on an embedded cluster with the classic cases', demoBuilder, (parsed) =>
      take({ verb: 'demo', options: demoOptions(parsed) }),
    )
    .command('version', 'Print the version', versionBuilder, (parsed) =>
      take({ verb: 'version', options: versionOptions(parsed) }),
    )
    .command('help [command]', 'Show the help of a command', {})
    .example('kubectl envaudit web-7d64 -n shop', 'one pod')
    .example('kubectl envaudit deploy/web sts/db', 'a running pod of each workload')
    .example('kubectl envaudit -l app=web -o json', 'all pods with a label, as JSON')
    .example('kubectl envaudit diagnose deploy/web', 'where is its bottleneck?')
    .example('kubectl envaudit scan -A --fail-on high', 'the whole cluster, in CI')
    .epilogue(EXIT_CODES)
    .help('help')
    .alias('help', 'h');
}

/** `help scan` is `scan --help`. @throws EnvauditError `usage` for what is no command. */
function helpOf(words: readonly string[]): string[] {
  const command = words.find((word) => !word.startsWith('-'));
  if (command === undefined || command === 'help') return ['--help'];
  if (VERBS.has(command)) return [command, '--help'];
  const near = nearVerb(command);
  throw usage(
    `unknown command ${JSON.stringify(command)}`,
    `${near === undefined ? '' : `Did you mean this? kubectl envaudit help ${near}\n`}'kubectl envaudit --help' lists all commands.`,
  );
}
