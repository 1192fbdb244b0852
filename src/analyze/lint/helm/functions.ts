import {
  child,
  isDict,
  isTrue,
  isUnknown,
  possible,
  printed,
  SOMETHING,
  type Value,
  type World,
} from './values.ts';

/** A function of Helm: everything that it can give for arguments that are known to be there or not. */
type HelmFunction = (args: readonly Value[], world: World) => readonly Value[];

const EITHER: readonly Value[] = [true, false];
const NOBODY_KNOWS: readonly Value[] = [SOMETHING, null];

/**
 * The functions through which a value of false may go, or get lost. All others give what nobody knows.
 * https://helm.sh/docs/chart_template_guide/function_list/
 */
const FUNCTIONS: Readonly<Record<string, HelmFunction>> = {
  default: ([otherwise = null, value = null]) => [isTrue(value) ? value : otherwise],
  coalesce: (args) => [args.find(isTrue) ?? null],
  or: (args) => [args.find(isTrue) ?? args.at(-1) ?? null],
  and: (args) => [args.find((each) => !isTrue(each)) ?? args.at(-1) ?? null],
  not: ([value = null]) => [!isTrue(value)],
  empty: ([value = null]) => [!isTrue(value)],
  any: (args) => [args.some(isTrue)],
  all: (args) => [args.every(isTrue)],
  ternary: ([one = null, other = null, test = null]) => [isTrue(test) ? one : other],
  required: ([, value = null]) => [value],
  eq: ([value = null, ...others]) => anyOf(others.map((other) => isSame(value, other))),
  ne: ([value = null, other = null]) => isSame(value, other).map((isEqual) => !isEqual),
  kindIs: ([kind = null, value = null]) => kindOf(value).map((each) => each === kind),
  typeIs: ([kind = null, value = null]) => kindOf(value).map((each) => each === kind),
  kindOf: ([value = null]) => kindOf(value),
  typeOf: ([value = null]) => kindOf(value).map((kind) => (kind === 'invalid' ? '<nil>' : kind)),
  hasKey: ([map = null, key = null], world) =>
    possible(child(map, printed(key)), world).map((value) => value !== null),
  get: ([map = null, key = null], world) =>
    possible(child(map, printed(key)), world).map((value) => value ?? ''),
  index: ([map = null, ...keys], world) => walk(map, keys, world),
  dig: (args, world) =>
    walk(args.at(-1) ?? null, args.slice(0, -2), world).map((value) => value ?? args.at(-2) ?? null),
  dict: (args) => [
    new Map(args.flatMap((key, at) => (at % 2 === 0 ? [[printed(key), args[at + 1] ?? null] as const] : []))),
  ],
  list: (args) => [args],
  set: ([map = null, key = null, value = null]) => [put(map, printed(key), value)],
  merge: ([map = null, ...others]) => [others.reduce((merged, other) => merge(merged, other, false), map)],
  mergeOverwrite: ([map = null, ...others]) => [
    others.reduce((merged, other) => merge(merged, other, true), map),
  ],
  toString: ([value = null]: readonly Value[]) => [value === null ? '<nil>' : printed(value)],
  toYaml: ([value = null]) => [yamlOf(value)],
  toJson: ([value = null]) => [yamlOf(value)],
  printf: ([format = null, ...args]) => [
    args.reduce<string>((text, arg) => text.replace(/%[a-z]/, printed(arg)), printed(format)),
  ],
  print: (args) => [args.map(printed).join('')],
  tpl: ([text = null]) => (typeof text === 'string' && !text.includes('{{') ? [text] : NOBODY_KNOWS),
  lower: ([text = null]) => [printed(text).toLowerCase()],
  upper: ([text = null]) => [printed(text).toUpperCase()],
  quote: ([text = null]) => [text === null ? '' : `"${printed(text)}"`],
  squote: ([text = null]) => [text === null ? '' : `'${printed(text)}'`],
  deepCopy: ([value = null]) => [value],
  fail: () => [''],
  ...same(['trim', 'trimAll', 'trimPrefix', 'trimSuffix', 'indent', 'nindent']),
};

/** Functions that change no more than white space, or what is around: the last argument is the text. */
function same(names: readonly string[]): Record<string, HelmFunction> {
  return Object.fromEntries(names.map((name) => [name, (args) => [printed(args.at(-1) ?? null).trim()]]));
}

/** Everything that a function can give. */
export function call(name: string, args: readonly Value[], world: World): readonly Value[] {
  return Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name]!(args, world) : NOBODY_KNOWS;
}

function isSame(one: Value, other: Value): readonly boolean[] {
  if (isUnknown(one) || isUnknown(other)) return one === null || other === null ? [false] : [true, false];
  return [one === other];
}

function anyOf(sets: readonly (readonly boolean[])[]): readonly Value[] {
  if (sets.some((set) => set.length === 1 && set[0] === true)) return [true];
  return sets.every((set) => set.length === 1) ? [false] : EITHER;
}

/** As reflect.Kind says it. */
function kindOf(value: Value): string[] {
  if (value === null) return ['invalid'];
  if (isUnknown(value)) return ['bool', 'string', 'map'];
  if (isDict(value)) return ['map'];
  if (Array.isArray(value)) return ['slice'];
  return [{ boolean: 'bool', number: 'float64', string: 'string' }[typeof value as string] ?? 'string'];
}

function walk(map: Value, keys: readonly Value[], world: World): readonly Value[] {
  return keys.reduce<readonly Value[]>(
    (maps, key) => maps.flatMap((each) => possible(child(each, printed(key)), world)),
    [map],
  );
}

function put(map: Value, key: string, value: Value): Value {
  return isDict(map) ? new Map([...map, [key, value]]) : map;
}

/** What is empty in the one that wins, false as well, is taken from the other: mergo's way. */
function merge(map: Value, other: Value, otherWins: boolean): Value {
  if (!isDict(map) || !isDict(other)) return SOMETHING;
  const merged = new Map(map);
  for (const [key, value] of other) {
    const own = merged.get(key) ?? null;
    if (otherWins ? isTrue(value) || own === null : !isTrue(own)) merged.set(key, value);
  }
  return merged;
}

function yamlOf(value: Value): string {
  if (value === null) return 'null';
  if (!isDict(value)) return printed(value);
  return Array.from(value, ([key, each]) => `${key}: ${yamlOf(each)}`).join('\n');
}
