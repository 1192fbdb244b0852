import {
  defineMappingTag,
  defineScalarTag,
  defineSequenceTag,
  mapTag,
  mergeTag,
  NOT_RESOLVED,
  Schema,
  seqTag,
  strTag,
} from 'js-yaml';

/** Of signs and digits. */
const NUMERIC = [...'+-0123456789'];

/** Parts of numbers may be set apart by `_`; to the base of 60, such as 12:30, they are texts. */
const INT = /^[-+]?(?:0[xX][0-9a-fA-F]+|0[oO]?[0-7]+|0[bB][01]+|0|[1-9][0-9]*)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const SPECIAL_FLOATS: Readonly<Record<string, number>> = {
  ...spelled('.inf', Number.POSITIVE_INFINITY),
  ...spelled('+.inf', Number.POSITIVE_INFINITY),
  ...spelled('-.inf', Number.NEGATIVE_INFINITY),
  '.nan': Number.NaN,
  '.NaN': Number.NaN,
  '.NAN': Number.NaN,
};
const FLAGS: Readonly<Record<string, boolean>> = {
  ...spelled('y', true),
  ...spelled('n', false),
  ...spelled('yes', true),
  ...spelled('true', true),
  ...spelled('on', true),
  ...spelled('no', false),
  ...spelled('false', false),
  ...spelled('off', false),
};
const NULLS: Readonly<Record<string, null>> = { '': null, '~': null, ...spelled('null', null) };

/** The values of a word in small letters, with a capital, and in capitals. */
function spelled<T>(word: string, value: T): Record<string, T> {
  const capital = word.replace(/[a-z]/, (letter) => letter.toUpperCase());
  return { [word]: value, [capital]: value, [word.toUpperCase()]: value };
}

function int(source: string): number | typeof NOT_RESOLVED {
  const plain = source.replaceAll('_', '');
  if (!INT.test(plain)) return NOT_RESOLVED;
  const negative = plain.startsWith('-');
  const digits = plain.replace(/^[-+]/, '').toLowerCase();
  // As Go, and unlike JavaScript, 0644 is octal.
  const value = Number(digits.replace(/^0(?=[0-7])/, '0o'));
  return negative ? -value : value;
}

function float(source: string): number | typeof NOT_RESOLVED {
  const special = own(SPECIAL_FLOATS, source);
  if (special !== NOT_RESOLVED) return special;
  // Behind a point kubectl takes no `_` between digits.
  const plain = source.startsWith('.') ? source : source.replaceAll('_', '');
  const value = FLOAT.test(plain) ? Number(plain) : Number.NaN;
  return Number.isFinite(value) ? value : NOT_RESOLVED;
}

function own<T>(table: Readonly<Record<string, T>>, source: string): T | typeof NOT_RESOLVED {
  return Object.hasOwn(table, source) ? table[source]! : NOT_RESOLVED;
}

/** How a value of a tag is written again, which nobody does here. */
const READ_ONLY = { identify: () => false };

function scalar<T>(
  name: string,
  first: readonly string[],
  resolve: (source: string) => T | typeof NOT_RESOLVED,
) {
  const options = { implicit: true, implicitFirstChars: [...first], resolve, ...READ_ONLY };
  return defineScalarTag(`tag:yaml.org,2002:${name}`, options);
}

/**
 * Tells texts from numbers, flags and nulls as kubectl does: it reads with sigs.k8s.io/yaml on go-yaml 2, where `08`,
 * `0o17`, `1e3` and `1_000` are numbers, `on` and `y` are true, and dates are texts. Tags that nobody knows say nothing
 * of a collection, and make a text of a scalar.
 *
 * Rule: `resolve`, https://github.com/kubernetes-sigs/yaml/blob/v1.4.0/goyaml.v2/resolve.go
 */
export const SCHEMA = new Schema([
  strTag,
  mapTag,
  seqTag,
  mergeTag,
  scalar('null', ['', '~', 'n', 'N'], (source) => own(NULLS, source)),
  scalar('bool', [...'yYnNtTfFoO'], (source) => own(FLAGS, source)),
  scalar('int', NUMERIC, int),
  scalar('float', [...NUMERIC, '.'], float),
  defineScalarTag('tag:yaml.org,2002:binary', {
    resolve: (source) => Buffer.from(source, 'base64').toString(),
    ...READ_ONLY,
  }),
  // What has no tag of those above.
  defineScalarTag('', { matchByTagPrefix: true, resolve: (source) => source, ...READ_ONLY }),
  defineSequenceTag('', { ...seqTag, matchByTagPrefix: true }),
  defineMappingTag('', { ...mapTag, matchByTagPrefix: true }),
]);
