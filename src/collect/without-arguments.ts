import type { ContainerSpecEvidence } from '../contracts/evidence.ts';

/** What names a program, and no option and no value. */
const PROGRAM = /^[\w./][\w./-]{0,199}$/;
/** What a shell takes for a word of its own: between blanks, quotes and what ends a command. */
const SHELL_WORD = /(?<![^\s;&|(){}`'"])[\w./-]+(?![^\s;&|(){}`'"])/g;

/**
 * The same container, but of its command line and of those of its probes only programs are told, the first one and those
 * that `isProgram` knows, and of all else how many bytes it has: it may hold what nobody else should read, and evidence
 * is handed on.
 */
export function withoutArguments<Container extends ContainerSpecEvidence>(
  container: Container,
  isProgram: (path: string) => boolean,
): Container {
  const { command, args, execProbes } = container;
  return {
    ...container,
    command: masked(command, true, isProgram),
    args: masked(args, command.length === 0, isProgram),
    execProbes: execProbes.map((probe) => ({ ...probe, command: masked(probe.command, true, isProgram) })),
  };
}

function masked(
  words: readonly string[],
  startsWithProgram: boolean,
  isProgram: (path: string) => boolean,
): string[] {
  return words.map((word, index) =>
    startsWithProgram && index === 0 && PROGRAM.test(word) ? word : maskedWord(word, isProgram),
  );
}

function maskedWord(word: string, isProgram: (path: string) => boolean): string {
  const known = [...word.matchAll(SHELL_WORD)].filter(([path]) => PROGRAM.test(path) && isProgram(path));
  // Blanks are kept only where words between them are.
  if (known.length === 0) return stars(word);
  let at = 0;
  const pieces = known.flatMap(({ 0: path, index }) => {
    const before = word.slice(at, index);
    at = index + path.length;
    return [before.replaceAll(/\S+/gu, stars), path];
  });
  return [...pieces, word.slice(at).replaceAll(/\S+/gu, stars)].join('');
}

function stars(text: string): string {
  return '*'.repeat(Buffer.byteLength(text));
}
