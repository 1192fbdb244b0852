import type { Runtime } from '../runtimes/runtime.ts';

/**
 * The runtimes as functions of the inventory's shell: `recognise NAME` sets id, kind and start (empty: it cannot run
 * a program), `about ID` sets names to look for and the megabytes that it needs.
 */
export function inventoryTable(runtimes: readonly Runtime[]): string {
  const patterns = runtimes.flatMap(({ id, kind, executables, embedders }) => [
    caseLine(executables, `id=${id} kind=${kind} start=y`),
    caseLine(embedders, `id=${id} kind=${kind} start=`),
  ]);
  const facts = runtimes.map(({ id, commands, memory }) =>
    caseLine([id], `names='${commands.join(' ')}' need=${memory}`),
  );
  const commands = runtimes.flatMap((runtime) => runtime.commands);
  return [
    switchFunction('recognise', ['id= kind= start=', 'case $1 in', ...patterns]),
    switchFunction('about', ['case $1 in', ...facts]),
    `commands='${commands.join(' ')}'`,
  ].join('\n');
}

/** The runtimes as a function of the first shell: `ea_about ID` sets kind, flags and the variables to empty. */
export function timingTable(runtimes: readonly Runtime[]): string {
  const facts = runtimes.map(({ id, kind, flags, cleared }) =>
    caseLine([id], `ea_kind=${kind} ea_flags='${flags.join(' ')}' ea_clear='${cleared.join(' ')}'`),
  );
  return switchFunction('ea_about', ['case $1 in', ...facts]);
}

function switchFunction(name: string, lines: readonly string[]): string {
  return `${name}() {\n${lines.filter((line) => line !== '').join('\n')}\nesac\n}`;
}

function caseLine(patterns: readonly string[], action: string): string {
  return patterns.length === 0 ? '' : `${patterns.join('|')}) ${action} ;;`;
}
