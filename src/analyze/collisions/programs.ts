import type { ContainerInventory } from '../../contracts/inventory.ts';
import { once } from '../judgement/once.ts';

/** What is read of command and arguments. */
const MOST_WORDS = 500;
const MOST_CHARACTERS = 20_000;

/** They stand before a command without being one. */
const KEYWORDS: ReadonlySet<string> = new Set([
  'if',
  'then',
  'elif',
  'else',
  'while',
  'until',
  'do',
  'done',
  'fi',
  '!',
  '\\',
  'run',
]);
/** Programs that run the program named behind their own options, and how many operands of theirs come first. */
const WRAPPERS: ReadonlyMap<string, number> = new Map([
  ...['exec', 'env', 'command', 'time', 'nohup', 'setsid', 'nice', 'stdbuf', 'sudo', 'tini', 'dumb-init'].map(
    (name) => [name, 0] as const,
  ),
  ...['catatonit', 'bundle', 'poetry', 'pipenv', 'uv', 'npx'].map((name) => [name, 0] as const),
  ...['gosu', 'su-exec', 'timeout', 'chroot'].map((name) => [name, 1] as const),
]);
/** Programs whose first argument is a script, or behind -m a module. */
const INTERPRETER = /^(?:python[\d.]*|php[\d.]*|ruby[\d.]*|perl|node|(?:ba|da|a|k|z)?sh)$/;
/** A shell's option before a script in one word: -c, -ec, -lc. */
const SCRIPT_OPTION = /^-[a-z]*c$/;

/**
 * The base names of what a container's command runs, each once: programs in the places where a shell looks for one, scripts and
 * modules of interpreters, classes of Java, subcommands of Celery. A mere argument (`--storage etcd`) is none of them.
 * Takes time in proportion to the text.
 */
export function programsOf(container: CommandLine): readonly string[] {
  // Many rules ask the same of a container.
  return once(container, 'programs', () => {
    const names = simpleCommands([...container.command, ...container.args])
      .flatMap(namesIn)
      .map((word) => word.slice(word.lastIndexOf('/') + 1));
    return [...new Set(names)].filter((name) => name !== '');
  });
}

type CommandLine = Pick<ContainerInventory, 'command' | 'args'>;

/** Programs that read no settings of the app in whose image they are: they wait, copy, ask and change files. */
const TOOLS: ReadonlySet<string> = new Set(
  `
    sh bash ash dash ksh zsh busybox env exec set export cd exit true false test [ [[ : trap unset read return break
    wait echo printf cat cp mv ln mkdir rmdir rm touch chown chmod chgrp install ls find grep egrep sed awk cut tr sort
    head tail tee xargs date sleep timeout nc ncat netcat telnet curl wget dig nslookup host getent ping openssl tar
    gzip gunzip unzip id whoami hostname sysctl ulimit iptables stat tini dumb-init wait-for wait-for-it wait-for.sh
    wait-for-it.sh wait-for-postgres.sh dockerize redis-cli valkey-cli psql pg_isready pg_dump pg_restore mysql
    mysqladmin mysqldump mariadb mariadb-admin mariadb-dump mongo mongosh mongodump mc kubectl aws git rsync ssh scp
  `
    .trim()
    .split(/\s+/),
);

/**
 * Whether a container says what it runs, and all of that are {@link TOOLS}: then the app of its image is not run. What
 * audits keep to themselves, words of stars, counts for nothing.
 */
export function runsOnlyTools(container: CommandLine): boolean {
  return once(container, 'only tools', () => {
    const programs = programsOf(container).filter((name) => !isHidden(name));
    return programs.length > 0 && programs.every((name) => TOOLS.has(name));
  });
}

/** Whether words of the command line are kept from us: there are stars in their place. */
export function hidesWords({ command, args }: CommandLine): boolean {
  return [...command, ...args].some((word) => word.split(' ').some(isHidden));
}

function isHidden(word: string): boolean {
  return /^\*+$/.test(word);
}

/** The argv itself, and the commands of a script that a shell gets as one word. */
function simpleCommands(words: readonly string[]): string[][] {
  const argv: string[] = [];
  const scripts: string[][] = [];
  let room = MOST_CHARACTERS;
  for (const [index, whole] of words.slice(0, MOST_WORDS).entries()) {
    const word = whole.slice(0, room);
    room -= word.length;
    if (SCRIPT_OPTION.test(words[index - 1] ?? '')) scripts.push(...commandsOf(word));
    else argv.push(word);
  }
  return [argv, ...scripts];
}

function commandsOf(script: string): string[][] {
  return script
    .split(/[;&|(){}\n`]+/, MOST_WORDS)
    .map((text) => text.split(/[\s'"]+/, MOST_WORDS).filter((word) => word !== ''));
}

function namesIn(words: readonly string[]): string[] {
  const names: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (KEYWORDS.has(word) || /^\w+=/.test(word)) continue;
    // Options first: they are for an entrypoint that is not in the spec.
    if (word.startsWith('-')) return names;
    names.push(word);
    const next = behindWrapper(words, at);
    if (next === undefined) return [...names, ...argumentsThatRun(words.slice(at))];
    at = next - 1;
  }
  return names;
}

/** Where the program stands that a wrapper runs; undefined for what is no wrapper. */
function behindWrapper(words: readonly string[], at: number): number | undefined {
  const name = (words[at] ?? '').replace(/^.*\//, '');
  const operands = /entrypoint|^init$/.test(name) ? 0 : WRAPPERS.get(name);
  if (operands === undefined) {
    // wait-for-it.sh db:5432 -- app
    const end = name.endsWith('.sh') ? words.indexOf('--', at) : -1;
    return end < 0 ? undefined : end + 1;
  }
  let next = at + 1;
  while (words[next]?.startsWith('-') === true) next += 1;
  return next + operands;
}

/** What a program runs that is named in its arguments. */
function argumentsThatRun([program = '', ...rest]: readonly string[]): string[] {
  const name = program.slice(program.lastIndexOf('/') + 1);
  const plain = rest.filter((word) => !word.startsWith('-'));
  if (name === 'java' || name === 'spark-class') return plain.filter((word) => word.includes('.'));
  if (name === 'celery') return plain;
  if (!INTERPRETER.test(name)) return [];
  const module = rest.indexOf('-m');
  return module < 0 ? plain.slice(0, 1) : rest.slice(module + 1, module + 2);
}
