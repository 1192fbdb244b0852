import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { LineCounter, isMap, isNode, isScalar, parseAllDocuments, type Document } from 'yaml';
import schema from '../../docs/rules.schema.json' with { type: 'json' };
import type { CollisionRule } from '../analyze/collisions/rule.ts';

/** Something wrong with a rules file: where, and what is expected there. */
export interface RulesError {
  /** From 1; absent for the file as a whole. */
  line?: number;
  column?: number;
  /** `rules[2].match.images`; absent for what is not even YAML. */
  path?: string;
  message: string;
}

export type RulesResult = { rules: CollisionRule[] } | { errors: RulesError[] };

/** Errors that are told; the rest follows from them more often than not. */
const MOST_ERRORS = 10;

/**
 * Parses rules from YAML and checks them against docs/rules.schema.json. Aliases are not expanded beyond a hundred, so
 * that a small file cannot become a large one.
 */
export function parseRules(text: string): RulesResult {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false });
  const place = (offset: number): Pick<RulesError, 'line' | 'column'> => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  if (!Array.isArray(documents) || documents.length === 0) return { errors: [{ message: 'it is empty' }] };
  const [document, second] = documents;
  if (document === undefined) return { errors: [{ message: 'it is empty' }] };
  const broken = document.errors.map(({ message, pos }) => ({ ...place(pos[0]), message: clean(message) }));
  if (broken.length > 0) return { errors: broken.slice(0, MOST_ERRORS) };
  if (second !== undefined) {
    const message = 'a rules file has one document; put all rules into its list';
    return { errors: [{ ...place(second.range[0]), message }] };
  }
  const value = toValue(document);
  if ('message' in value) return { errors: [value] };
  const wrong = [...schemaErrors(value.value), ...duplicates(value.value)];
  if (wrong.length === 0) return { rules: (value.value as { rules: CollisionRule[] }).rules };
  const errors = wrong.map(({ keys, message, key }): RulesError => {
    const offset = offsetOf(document, keys, key);
    return { ...(offset === undefined ? {} : place(offset)), path: pathOf(keys), message };
  });
  return { errors: errors.slice(0, MOST_ERRORS) };
}

interface Wrong {
  keys: (string | number)[];
  /** The key of the mapping there that is meant. */
  key?: string | undefined;
  message: string;
}

function toValue(document: Document): { value: unknown } | { message: string } {
  try {
    return { value: document.toJS({ maxAliasCount: 100 }) as unknown };
  } catch (error) {
    return { message: clean(error instanceof Error ? error.message : 'it cannot be read') };
  }
}

function schemaErrors(value: unknown): Wrong[] {
  const validate = new Ajv2020({ allErrors: true, verbose: true }).compile(schema);
  if (validate(value)) return [];
  return (validate.errors ?? []).map((error) => ({
    keys: keysOf(error.instancePath),
    key: extraKey(error),
    message: explain(error),
  }));
}

function extraKey({ keyword, params }: ErrorObject): string | undefined {
  return keyword === 'additionalProperties' ? String(params['additionalProperty']) : undefined;
}

/** What ajv says, with what is expected where it leaves that out. */
function explain({ keyword, params, message = 'has another shape', parentSchema }: ErrorObject): string {
  switch (keyword) {
    case 'additionalProperties':
      return `unknown key ${JSON.stringify(params['additionalProperty'])}`;
    case 'required':
      return `the key ${params['missingProperty']} is missing`;
    case 'enum':
      return `must be one of ${(params['allowedValues'] as unknown[]).join(', ')}`;
    case 'const':
      return `must be ${params['allowedValue']}`;
    case 'pattern':
      return `expected ${(parentSchema as { description?: string } | undefined)?.description ?? message}`;
    case 'minProperties':
      return 'must have one of images, commands, variables, runtimes';
    default:
      return message;
  }
}

function duplicates(value: unknown): Wrong[] {
  const rules = (value as { rules?: unknown } | null)?.rules;
  if (!Array.isArray(rules)) return [];
  const seen = new Map<unknown, number>();
  return rules.flatMap((rule: unknown, index): Wrong[] => {
    const id = (rule as { id?: unknown } | null)?.id;
    const first = seen.get(id);
    if (typeof id !== 'string' || first === undefined) {
      seen.set(id, index);
      return [];
    }
    return [{ keys: ['rules', index, 'id'], message: `the id of rules[${first}] again: ids are unique` }];
  });
}

/** `/rules/2/match` -> ['rules', 2, 'match']. */
function keysOf(pointer: string): (string | number)[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

function pathOf(keys: readonly (string | number)[]): string {
  const path = keys.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
  return path === '' ? '(top)' : path.replace(/^\./, '');
}

function offsetOf(
  document: Document,
  keys: readonly (string | number)[],
  key: string | undefined,
): number | undefined {
  const node: unknown = keys.length === 0 ? document.contents : document.getIn(keys, true);
  if (key !== undefined && isMap(node)) {
    const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
    if (isNode(pair?.key)) return pair.key.range?.[0];
  }
  return isNode(node) ? node.range?.[0] : undefined;
}

/** Parsers quote what they read: one line of it. */
function clean(message: string): string {
  return message
    .replaceAll(/[\u0000-\u001f\u007f-\u009f]+/g, ' ')
    .slice(0, 200)
    .trim();
}
