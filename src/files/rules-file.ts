import type { CollisionRule } from '../analyze/collisions/rule.ts';
import { EnvauditError, EXIT, messageOf } from '../errors.ts';
import type { RulesError } from './rules-schema.ts';
import { readUserFile, type UserFileSource } from './user-file.ts';

const LARGEST_BYTES = 1024 * 1024;

/**
 * Reads a user's collision rules from a YAML file, or from standard input for `-`, and checks them against
 * docs/rules.schema.json. Exit code 2 for all that is wrong with them.
 * @throws EnvauditError `file` when it cannot be read, `rules-invalid` with line and column of what is wrong.
 */
export async function readRules(file: string, source: UserFileSource): Promise<CollisionRule[]> {
  const text = await read(file, source);
  const { parseRules } = await import('./rules-schema.ts');
  const result = parseRules(text);
  if ('rules' in result) return result.rules;
  const [first = file, ...others] = result.errors.map((error) => described(file, error));
  throw new EnvauditError('rules-invalid', `the rules cannot be used: ${first}`, {
    // A line for each, as compilers do, so that editors find them.
    hint: [
      ...others,
      'docs/collisions.md shows a file of rules, and docs/rules.schema.json is its schema.',
    ].join('\n'),
    exitCode: EXIT.usage,
  });
}

/** `rules.yaml:12:5: rules[2].match: …`. */
function described(file: string, { line, column, path, message }: RulesError): string {
  const place = line === undefined ? file : `${file}:${line}:${column ?? 1}`;
  return `${place}: ${path === undefined ? '' : `${path}: `}${message}`;
}

async function read(file: string, source: UserFileSource): Promise<string> {
  try {
    const bytes = await readUserFile(file, { ...source, maxBytes: LARGEST_BYTES });
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (source.signal?.aborted) throw error;
    throw new EnvauditError('file', `cannot read the rules ${file}: ${messageOf(error)}`, {
      hint: 'Name a YAML file of rules, or - for standard input.',
      exitCode: EXIT.usage,
    });
  }
}
