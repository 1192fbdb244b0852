import type { ContainerEvidence, ContainerTemplateEvidence } from '../../../contracts/evidence.ts';

/** What runs in a container, as far as it can be told. */
export interface RuntimeGuess {
  /** node, python, ruby, perl, php, java, go, nginx, bash, sh; undefined when nothing tells. */
  id?: string;
  /** How it was recognised: `measured in the container`, `image node:22`. */
  from?: string;
  /** Programs that stand before the app and handle the environment themselves. */
  wrappers: Set<Wrapper>;
  /** Why the image's entrypoint is taken to give all names to envsubst in one argument. */
  envsubst?: string;
}

export type Wrapper = 'npm' | 'yarn' | 's6' | 'tini' | 'bash';

/** Which of the runtimes a program's name stands for. */
const PROGRAMS: readonly (readonly [RegExp, string])[] = [
  [/^(node|nodejs|npm|npx|yarn|pnpm|next|pm2(-runtime)?)$/, 'node'],
  [/^(python[\d.]*|gunicorn|uvicorn|celery|flask)$/, 'python'],
  [/^(ruby[\d.]*|bundle|puma|rails|unicorn|sidekiq)$/, 'ruby'],
  [/^(php[\d.]*|php-fpm[\d.]*)$/, 'php'],
  [/^(perl[\d.]*)$/, 'perl'],
  [/^(java)$/, 'java'],
  [/^(nginx|openresty)$/, 'nginx'],
];

const IMAGES: readonly (readonly [RegExp, string])[] = [
  [/^(node|node-distroless|nodejs.*)$/, 'node'],
  [/^(python\d*|python-distroless)$/, 'python'],
  [/^(ruby|jruby)$/, 'ruby'],
  [/^(php|wordpress)$/, 'php'],
  [/^(perl)$/, 'perl'],
  [/^(openjdk|eclipse-temurin|amazoncorretto|java\d*|tomcat|jre.*|jdk.*)$/, 'java'],
  [/^(nginx.*|openresty)$/, 'nginx'],
];

const WRAPPERS: readonly (readonly [RegExp, Wrapper])[] = [
  [/^(npm|npx)$/, 'npm'],
  [/^(yarn|yarnpkg)$/, 'yarn'],
  [/^(s6-.*|execlineb|with-contenv)$/, 's6'],
  [/^(tini|dumb-init)$/, 'tini'],
  [/^(bash)$/, 'bash'],
];

/**
 * Images whose entrypoint is s6-overlay: those of linuxserver.io, all made from one base.
 * https://docs.linuxserver.io/general/understanding-our-images/
 */
const S6_IMAGES = /^(?:[^/]+\/)?linuxserver\/|(?:^|\/)s6-overlay(?:[:@]|$)/;

const MOST_WORDS = 64;
const LONGEST_WORD = 4096;

/** A container to recognise; without a probe its image and command tell. */
export interface Recognisable {
  container: Pick<ContainerTemplateEvidence, 'image' | 'command' | 'args'>;
  probe?: ContainerEvidence['probe'];
}

/** Recognises the runtime that pays for the environment, and what stands around it. */
export function recogniseRuntime({ container, probe }: Recognisable): RuntimeGuess {
  const answer = probe?.known === true ? probe.value : undefined;
  const timing = answer?.timing.known === true ? answer.timing.value : undefined;
  const main = answer?.processes.main;
  const commandLine = headOf([...container.command, ...container.args]);
  const programs = [...commandPrograms(commandLine), ...wordsOf(main)].map(baseName);
  const executables = (answer?.processes.executables ?? []).map(baseName);
  const wrappers = new Set([...programs, ...executables].flatMap((name) => lookUp(WRAPPERS, name) ?? []));
  if (/^\/init$/.test(main ?? container.command[0] ?? '')) wrappers.add('s6');
  if (answer === undefined && commandLine.length === 0 && S6_IMAGES.test(container.image)) wrappers.add('s6');
  const envsubst = envsubstReason(container.image, commandLine);
  const guess = ((): [string, string] | undefined => {
    const running = firstMatch(PROGRAMS, programs) ?? firstMatch(PROGRAMS, executables);
    if (timing !== undefined && !SHELLS.has(timing.runtime))
      return [timing.runtime, 'timed in the container'];
    if (running !== undefined) return [running.id, `runs ${running.name}`];
    const image = firstMatch(IMAGES, [imageName(container.image)]);
    if (image !== undefined) return [image.id, `image ${container.image}`];
    return timing === undefined ? undefined : [timing.runtime, 'timed in the container'];
  })();
  return {
    wrappers,
    ...(guess === undefined ? {} : { id: guess[0], from: guess[1] }),
    envsubst,
  };
}

/** Whether a word of a command line tells what starts there and how: a program that is known here, or a loop over `env`. */
export function tellsStart(word: string): boolean {
  const name = baseName(word);
  return (
    LOOP.has(name) ||
    SHELLS.has(name) ||
    name === NGINX_ENTRYPOINT ||
    lookUp(PROGRAMS, name) !== undefined ||
    lookUp(WRAPPERS, name) !== undefined
  );
}

/** Where programs are named: scripts and data of megabytes may follow. */
function headOf(commandLine: readonly string[]): string[] {
  return commandLine.slice(0, MOST_WORDS).map((word) => word.slice(0, LONGEST_WORD));
}

/** Whether a command is, or is run by, bash. */
export function runsBash(command: readonly string[]): boolean {
  return commandPrograms(headOf(command)).some((program) => baseName(program) === 'bash');
}

/** The shell that a command starts; a script of unknown interpreter is taken to be for sh, the cheaper one. */
export function shellOf(command: readonly string[]): 'none' | 'sh' | 'bash' {
  if (runsBash(command)) return 'bash';
  const first = baseName(command[0] ?? '');
  return /^(sh|ash|dash|busybox|ksh|mksh|zsh)$|\.sh$/.test(first) ? 'sh' : 'none';
}

const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash']);
/** See loopsInBash. */
const LOOP: ReadonlySet<string> = new Set(['for', 'while', 'read', 'env']);
const NGINX_ENTRYPOINT = 'docker-entrypoint.sh';

/** The official nginx image and those made from it; a command of one's own skips the image's entrypoint. */
function envsubstReason(image: string, commandLine: readonly string[]): string | undefined {
  const entrypoint = commandLine.find((word) => baseName(word) === NGINX_ENTRYPOINT);
  const name = imageName(image);
  const nginxImage = /^nginx(-unprivileged|-otel|-slim|-perl)?$/.test(name);
  if (entrypoint !== undefined && (nginxImage || commandLine.some((word) => baseName(word) === 'nginx'))) {
    return `it runs ${entrypoint} with nginx`;
  }
  return nginxImage && commandLine.length === 0 ? `image ${image}` : undefined;
}

/** The words of a command line that name programs: the first, and what wrappers and `sh -c` run. */
function commandPrograms(commandLine: readonly string[]): string[] {
  return commandLine
    .flatMap((word) => wordsOf(word))
    .filter((word, index) => index === 0 || /^[\w./-]+$/.test(word))
    .filter((word) => !/\.(js|mjs|cjs|ts|py|rb|php|pl|json|ya?ml|conf)$/.test(word))
    .slice(0, 16);
}

function wordsOf(text: string | undefined): string[] {
  return text?.trim().split(/\s+/).filter(Boolean) ?? [];
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/:$/, '');
}

/** `registry:5000/team/node:22@sha256:…` -> `node`. */
function imageName(image: string): string {
  return baseName(image.split('@')[0] ?? '').split(':')[0] ?? '';
}

function lookUp<T>(table: readonly (readonly [RegExp, T])[], name: string): T | undefined {
  return table.find(([pattern]) => pattern.test(name))?.[1];
}

function firstMatch(
  table: readonly (readonly [RegExp, string])[],
  names: readonly string[],
): { id: string; name: string } | undefined {
  for (const name of names) {
    const id = lookUp(table, name);
    if (id !== undefined) return { id, name };
  }
  return undefined;
}
