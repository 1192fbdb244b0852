/** What a value in a kubeconfig has to look like. Unknown fields pass, as in kubectl. */
export type Shape =
  'string' | 'boolean' | 'any' | { list: Shape } | { map: Shape } | { fields: Record<string, Shape> };

const EXTENSIONS: Shape = { list: { fields: { name: 'string', extension: 'any' } } };

const CLUSTER: Shape = {
  fields: {
    server: 'string',
    'tls-server-name': 'string',
    'insecure-skip-tls-verify': 'boolean',
    'certificate-authority': 'string',
    'certificate-authority-data': 'string',
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
    'client-certificate-data': 'string',
    'client-key': 'string',
    'client-key-data': 'string',
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
  },
};

const CONTEXT: Shape = {
  fields: { cluster: 'string', user: 'string', namespace: 'string', extensions: EXTENSIONS },
};

export const KUBECONFIG: Shape = {
  fields: {
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
): ShapeError | undefined {
  if (value === null || value === undefined || shape === 'any') return undefined;
  const expected =
    typeof shape === 'string' ? `a ${shape}` : 'list' in shape ? 'a list' : 'a map of names to values';
  const found = kindOf(value);
  if (found !== expected) return { path, expected, found };
  for (const [key, inner] of typeof shape === 'string' ? [] : children(value, shape)) {
    const error = shapeError((value as Record<string | number, unknown>)[key], inner, [...path, key]);
    if (error !== undefined) return error;
  }
  return undefined;
}

function children(value: unknown, shape: Exclude<Shape, string>): [string | number, Shape][] {
  if ('list' in shape) return (value as unknown[]).map((_, index) => [index, shape.list]);
  if ('map' in shape) return Object.keys(value as object).map((key) => [key, shape.map]);
  return Object.entries(shape.fields);
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a map of names to values' : `a ${typeof value}`;
}
