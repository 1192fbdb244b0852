/** What a value has to look like; `base64` is a string, too. Unknown fields pass, as in kubectl. */
export type Shape =
  | 'string'
  | 'base64'
  | 'boolean'
  | 'any'
  | { list: Shape }
  | { map: Shape }
  | { fields: Record<string, Shape> };

const EXTENSIONS: Shape = { list: { fields: { name: 'string', extension: 'any' } } };

const CLUSTER: Shape = {
  fields: {
    server: 'string',
    'tls-server-name': 'string',
    'insecure-skip-tls-verify': 'boolean',
    'certificate-authority': 'string',
    'certificate-authority-data': 'base64',
    'proxy-url': 'string',
    'disable-compression': 'boolean',
    extensions: EXTENSIONS,
  },
};

const EXEC: Shape = {
  fields: {
    command: 'string',
    args: { list: 'string' },
    env: { list: { fields: { name: 'string', value: 'string' } } },
    apiVersion: 'string',
    installHint: 'string',
    provideClusterInfo: 'boolean',
    interactiveMode: 'string',
  },
};

const USER: Shape = {
  fields: {
    'client-certificate': 'string',
    'client-certificate-data': 'base64',
    'client-key': 'string',
    'client-key-data': 'base64',
    token: 'string',
    tokenFile: 'string',
    as: 'string',
    'as-uid': 'string',
    'as-groups': { list: 'string' },
    'as-user-extra': { map: { list: 'string' } },
    username: 'string',
    password: 'string',
    'auth-provider': { fields: { name: 'string', config: { map: 'string' } } },
    exec: EXEC,
    extensions: EXTENSIONS,
  },
};

const CONTEXT: Shape = {
  fields: { cluster: 'string', user: 'string', namespace: 'string', extensions: EXTENSIONS },
};

export const KUBECONFIG: Shape = {
  fields: {
    apiVersion: 'string',
    kind: 'string',
    preferences: { fields: { colors: 'boolean', extensions: EXTENSIONS } },
    extensions: EXTENSIONS,
    'current-context': 'string',
    clusters: { list: { fields: { name: 'string', cluster: CLUSTER } } },
    users: { list: { fields: { name: 'string', user: USER } } },
    contexts: { list: { fields: { name: 'string', context: CONTEXT } } },
  },
};

export interface ShapeError {
  path: (string | number)[];
  expected: string;
  found: string;
}

/** The first place where a value has not its shape; undefined when all is well. null stands for "not given". */
export function shapeError(
  value: unknown,
  shape: Shape,
  path: (string | number)[] = [],
  seen = new Map<unknown, Shape>(),
): ShapeError | undefined {
  if (value === null || value === undefined || shape === 'any') return undefined;
  const { name, holds } =
    typeof shape === 'string' ? SCALARS[shape] : COLLECTIONS['list' in shape ? 'list' : 'map'];
  if (!holds(value)) return { path, expected: name, found: kindOf(value) };
  if (typeof shape === 'string' || seen.get(value) === shape) return undefined;
  seen.set(value, shape);
  for (const [key, inner] of children(value, shape)) {
    const error = shapeError((value as Record<string | number, unknown>)[key], inner, [...path, key], seen);
    if (error !== undefined) return error;
  }
  return undefined;
}

/** A value that has its shape as Go has it: what is null is not given, and in lists and maps it is empty. */
export function shaped(value: unknown, shape: Shape, made = new Map<unknown, Made>()): unknown {
  if (typeof shape === 'string') return value ?? (shape === 'boolean' ? false : shape === 'any' ? value : '');
  const known = made.get(value);
  if (known?.shape === shape) return known.value;
  const inner =
    'list' in shape
      ? ((value ?? []) as unknown[]).map((item) => shaped(item, shape.list, made))
      : Object.fromEntries(
          Object.entries(value ?? {})
            .filter(([, item]) => 'map' in shape || item !== null)
            .map(([key, item]) => [key, shaped(item, innerShape(shape, key), made)]),
        );
  made.set(value, { shape, value: inner });
  return inner;
}

/** Aliases make one value stand in many places. */
interface Made {
  shape: Shape;
  value: unknown;
}

function innerShape(shape: { map: Shape } | { fields: Record<string, Shape> }, key: string): Shape {
  if ('map' in shape) return shape.map;
  return Object.hasOwn(shape.fields, key) ? shape.fields[key]! : 'any';
}

interface Kind {
  name: string;
  holds: (value: unknown) => boolean;
}

const SCALARS: Record<'string' | 'base64' | 'boolean', Kind> = {
  string: { name: 'a string', holds: (value) => typeof value === 'string' && value.isWellFormed() },
  base64: { name: 'base64', holds: (value) => typeof value === 'string' && isBase64(value) },
  boolean: { name: 'a boolean', holds: (value) => typeof value === 'boolean' },
};
const COLLECTIONS: Record<'list' | 'map', Kind> = {
  list: { name: 'a list', holds: Array.isArray },
  map: {
    name: 'a map of names to values',
    holds: (value) => typeof value === 'object' && !Array.isArray(value),
  },
};

/** As Go reads it: padded, and nothing but line breaks within. https://pkg.go.dev/encoding/base64#StdEncoding */
function isBase64(text: string): boolean {
  const digits = text.replace(/[\r\n]/g, '');
  return digits.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(digits);
}

function children(value: unknown, shape: Exclude<Shape, string>): [string | number, Shape][] {
  if ('list' in shape) return (value as unknown[]).map((_, index) => [index, shape.list]);
  if ('map' in shape) return Object.keys(value as object).map((key) => [key, shape.map]);
  return Object.entries(shape.fields);
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return value.isWellFormed() ? 'a string' : 'half a character';
  return typeof value === 'object' ? 'a map of names to values' : `a ${typeof value}`;
}
