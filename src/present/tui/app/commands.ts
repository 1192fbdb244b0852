import { EnvauditError } from '../../../errors.ts';
import { wordMeant } from '../../../terminal/typing-errors.ts';
import { printable } from '../../text.ts';
import { COMMANDS, ELSEWHERE, type CommandRow } from './command-table.ts';
import { applyEffects } from './effects.ts';
import type { Effect } from '../screen.ts';
import {
  containerOf,
  objectOf,
  topOf,
  type App,
  type InputLine,
  type Opened,
  type Outcome,
} from './state.ts';

export interface Suggestion {
  /** What the line becomes. */
  complete: string;
  help: string;
}

/** What the text may become, best first. */
export function suggestions(app: Pick<App, 'known' | 'place'>, text: string): Suggestion[] {
  const { name, argument } = parsed(text);
  if (argument === undefined) {
    return COMMANDS.filter(({ names }) => names.some((one) => one.startsWith(name))).map(
      ({ names, argument: takes, help }) => ({ complete: takes ? `${names[0]} ` : names[0]!, help }),
    );
  }
  const row = rowOf(name);
  return knownOf(app, row)
    .filter((one) => one.startsWith(argument))
    .map((one) => ({ complete: `${name} ${one}`, help: '' }));
}

/** What is known for the argument of a command: pods of the present namespace first, others with theirs. */
function knownOf({ known, place }: Pick<App, 'known' | 'place'>, row: CommandRow | undefined): string[] {
  const of = row?.argument?.known;
  if (of === undefined) return [];
  if (of !== 'pods') return [...known[of]];
  const own = `${place.namespace}/`;
  const pods = [...known.pods].map((key) => {
    const [namespace = '', name = ''] = key.split('/');
    return key.startsWith(own) ? name : `${name} -n ${namespace}`;
  });
  return pods.toSorted(
    (left, right) => left.split(' ').length - right.split(' ').length || (left < right ? -1 : 1),
  );
}

/** What may stand behind a command of many words; undefined for all others. */
export function argumentHelp(text: string): string | undefined {
  const { name, argument } = parsed(text);
  const takes = argument === undefined ? undefined : rowOf(name)?.argument;
  return takes?.words ? takes.name : undefined;
}

/** Does what was typed; for a word that is no command it says so. */
export function runCommand(app: App, text: string): Outcome {
  const { name, argument } = parsed(text);
  if (name === '') return { app, tasks: [] };
  const row = rowOf(name) ?? onlyOne(name);
  if (row === undefined) return wrong(app, noCommand(name));
  const top = topOf(app);
  const { place, choiceOf } = app;
  const context = { of: containerOf(app), object: objectOf(app), screen: top.screen, place, choiceOf };
  try {
    const effects = row.effects(wordsOf(row, argument), context);
    return isThere(effects, top) ? { app, tasks: [] } : applyEffects(app, top.id, effects);
  } catch (error) {
    if (!(error instanceof EnvauditError)) throw error;
    return wrong(app, [error.message, error.hint].filter(Boolean).join(' - '));
  }
}

function wrong(app: App, text: string): Outcome {
  return { app: { ...app, notice: { kind: 'error', text: printable(text, { max: 600 }) } }, tasks: [] };
}

function noCommand(name: string): string {
  const shell = Object.hasOwn(ELSEWHERE, name) ? ELSEWHERE[name] : undefined;
  if (shell !== undefined) return `${name} is no command here; in a shell: ${shell}`;
  const meant = wordMeant(
    name,
    COMMANDS.flatMap(({ names }) => names),
  );
  const there = meant === undefined ? `; there are ${firstNames().join(', ')}` : `. Did you mean ${meant}?`;
  return `no command "${printable(name)}"${there}`;
}

/** Whether a command would open what is seen anyway. */
function isThere([first]: readonly Effect[], { screen }: Opened): boolean {
  return (
    first?.type === 'open' &&
    first.screen === screen &&
    first.args.namespace === undefined &&
    first.args.of === undefined &&
    first.args.object === undefined
  );
}

function wordsOf({ argument: takes }: CommandRow, typed: string | undefined): string | undefined {
  const words = takes?.words ? typed?.trim() : typed?.split(' ')[0];
  return words === '' ? undefined : words;
}

/** Up and down in the suggestions; above the first one is what was typed. */
export function moveChoice(input: InputLine, count: number, key: 'up' | 'down'): InputLine {
  return {
    ...input,
    chosen: Math.max(-1, Math.min(count - 1, input.chosen + (key === 'up' ? -1 : 1))),
  };
}

function parsed(text: string): { name: string; argument: string | undefined } {
  const [, name = '', gap, argument = ''] = /^\s*(\S*)(\s+)?(.*)/.exec(text) ?? [];
  return { name: name.toLowerCase(), argument: gap === undefined ? undefined : argument };
}

function rowOf(name: string): CommandRow | undefined {
  return COMMANDS.find(({ names: all }) => all.includes(name));
}

/** A command may be cut short where that leaves no doubt. */
function onlyOne(name: string): CommandRow | undefined {
  const rows = COMMANDS.filter(({ names: all }) => all.some((one) => one.startsWith(name)));
  return rows.length === 1 ? rows[0] : undefined;
}

function firstNames(): string[] {
  return COMMANDS.map(({ names: [first] }) => first!);
}
