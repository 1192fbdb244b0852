import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import type { Parsed } from './parsed.ts';

/** A value of the tables of flags, as yargs takes them. */
export interface Flag {
  alias?: string;
  type?: 'string' | 'boolean' | 'number';
  choices?: readonly string[];
  default?: unknown;
}

/**
 * The arguments of a verb in yargs' form, when they are plainly right; undefined for all others, which yargs judges.
 * It reads the verb's table of flags with Node's own parser, 20 ms of CPU sooner: as much as kubectl needs to list
 * pods. A test holds the two parsers against each other.
 */
export function quickParse(
  argv: readonly string[],
  flags: Readonly<Record<string, Flag>>,
): { parsed: Parsed; positionals: string[] } | undefined {
  if (argv.some((word) => /^-([a-zA-Z]=.*)?$/.test(word))) return undefined;
  const table = Object.entries(flags);
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: Object.fromEntries(table.map(([name, flag]) => [name, optionOf(flag)])),
      allowPositionals: true,
      allowNegative: true,
    });
    return {
      parsed: Object.fromEntries(table.map(([name, flag]) => [name, valueOf(values[name], flag)])),
      positionals,
    };
  } catch {
    return undefined;
  }
}

function optionOf({ alias, type }: Flag): ParseArgsOptionsConfig[string] {
  return { type: type === 'boolean' ? type : 'string', multiple: true, ...(alias ? { short: alias } : {}) };
}

/** All values of a flag in yargs' form: the only one alone, several as a list, of switches the last. Throws for a wrong one. */
function valueOf(given: unknown, flag: Flag): unknown {
  if (!Array.isArray(given)) return flag.default;
  const values = given.map((value: string | boolean) => (flag.type === 'number' ? numberOf(value) : value));
  const choices = flag.choices;
  if (values.some((value) => value === '' || !(choices?.includes(String(value)) ?? true))) {
    throw new RangeError('not one of its choices');
  }
  return values.length === 1 || flag.type === 'boolean' ? values.at(-1) : values;
}

function numberOf(value: string | boolean): number {
  const number = Number(value);
  if (value === '' || Number.isNaN(number)) throw new RangeError('not a number');
  return number;
}
