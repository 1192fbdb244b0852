import type { Subject } from '../subjects.ts';

/** What names a program, and no option and no value. */
const PROGRAM = /^[\w./][\w./-]{0,199}$/;

/**
 * The same container, but of its command line and of those of its probes only the program is told, and of the other words
 * how many bytes they have: they may hold what nobody else should read, and a diagnosis is handed on.
 */
export function withoutArguments(subject: Subject): Subject {
  const { container } = subject;
  return {
    ...subject,
    container: {
      ...container,
      command: masked(container.command, true),
      args: masked(container.args, container.command.length === 0),
      execProbes: container.execProbes.map((probe) => ({ ...probe, command: masked(probe.command, true) })),
    },
  };
}

function masked(words: readonly string[], startsWithProgram: boolean): string[] {
  return words.map((word, index) =>
    startsWithProgram && index === 0 && PROGRAM.test(word) ? word : '*'.repeat(Buffer.byteLength(word)),
  );
}
