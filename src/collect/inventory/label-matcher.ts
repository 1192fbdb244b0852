import { EnvauditError, EXIT } from '../../errors.ts';

export type LabelMatcher = (labels: Readonly<Record<string, string>>) => boolean;

/** A key, and the rest of the requirement; keys may have a prefix: `app.kubernetes.io/name`. */
const REQUIREMENT =
  /^\s*(?:(?<not>!)\s*(?<absent>[\w./-]+)|(?<key>[\w./-]+)\s*(?:(?<sign>==?|!=|>|<)\s*(?<value>[\w.-]*)|\s(?<word>in|notin)\s*\((?<values>[^()]*)\))?)\s*$/;

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
const NAME = /^[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?$/;
const PREFIX = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;

/**
 * A label selector as text, `app=web,tier in (a, b),!legacy`, as a test of labels: the one that the API server makes
 * for pods, here for templates. Without a selector everything matches.
 * @throws EnvauditError `usage` for what is no selector.
 *
 * Rule: apimachinery, pkg/labels/selector.go
 */
export function labelMatcher(selector: string | undefined): LabelMatcher {
  if (selector === undefined || selector.trim() === '') return () => true;
  // Commas in parentheses separate values.
  const requirements = selector.split(/,(?![^(]*\))/).map((text) => requirement(text, selector));
  return (labels) => requirements.every((matches) => matches(labels));
}

function requirement(text: string, selector: string): LabelMatcher {
  const parts = REQUIREMENT.exec(text)?.groups;
  if (parts === undefined) throw invalid(selector, text);
  const { absent, key = '', sign, value = '', word, values } = parts;
  const isComparable = sign !== '<' && sign !== '>' ? isValue(value) : /^-?\d+$/.test(value);
  if (!isKey(absent ?? key) || !isComparable) throw invalid(selector, text);
  if (absent !== undefined) return (labels) => !Object.hasOwn(labels, absent);
  const own: (labels: Readonly<Record<string, string>>) => string | undefined = (labels) =>
    Object.hasOwn(labels, key) ? labels[key] : undefined;
  if (word !== undefined) {
    const wanted = new Set((values ?? '').split(',').map((each) => each.trim()));
    if (![...wanted].every(isValue)) throw invalid(selector, text);
    return (labels) => isOneOf(own(labels), wanted) === (word === 'in');
  }
  if (sign === undefined) return (labels) => own(labels) !== undefined;
  if (sign === '>' || sign === '<') return (labels) => isBeyond(own(labels), sign, Number(value));
  return (labels) => (own(labels) === value) === (sign !== '!=');
}

function isKey(key: string): boolean {
  const [name = '', prefix, ...more] = key.split('/').toReversed();
  return NAME.test(name) && (prefix === undefined || PREFIX.test(prefix)) && more.length === 0;
}

function isValue(value: string): boolean {
  return value === '' || NAME.test(value);
}

function isOneOf(value: string | undefined, wanted: ReadonlySet<string>): boolean {
  return value !== undefined && wanted.has(value);
}

function isBeyond(value: string | undefined, sign: '>' | '<', limit: number): boolean {
  if (value === undefined || !/^-?\d+$/.test(value)) return false;
  return sign === '>' ? Number(value) > limit : Number(value) < limit;
}

function invalid(selector: string, part: string): EnvauditError {
  return new EnvauditError('usage', `unable to parse "${part.trim()}" of the label selector "${selector}"`, {
    hint: 'As in kubectl: -l app=web, -l "tier in (a,b)", -l "app=web,!legacy"',
    exitCode: EXIT.usage,
  });
}
