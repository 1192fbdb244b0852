import { isRecord } from '../inventory/shape.ts';

/** Keys and list positions that lead to a part of an object. */
export type Path = readonly (string | number)[];

/** The parts of an object that lint reads: their types, and so where findings can be. Other parts pass unseen. */
export type Shape =
  | 'text'
  | 'number'
  | 'flag'
  | 'quantity'
  | 'texts'
  | 'any'
  | { list: Shape }
  | { fields: Readonly<Record<string, Shape>>; keys: readonly string[] };

/** A mapping with these fields; others pass. */
export function mapping(fields: Readonly<Record<string, Shape>>): Extract<Shape, { keys: unknown }> {
  return { fields, keys: Object.keys(fields) };
}

const KEY = mapping({ name: 'text', key: 'text', optional: 'flag' });
const FILE_KEY = mapping({ volumeName: 'text', path: 'text', key: 'text', optional: 'flag' });
const NAMED = mapping({ name: 'text' });
const EXEC = mapping({ exec: mapping({ command: { list: 'text' } }) });
const PROBE = mapping({ ...EXEC.fields, timeoutSeconds: 'number', periodSeconds: 'number' });

const VARIABLE = mapping({
  name: 'text',
  value: 'text',
  valueFrom: mapping({
    configMapKeyRef: KEY,
    secretKeyRef: KEY,
    fileKeyRef: FILE_KEY,
    fieldRef: mapping({ fieldPath: 'text' }),
    resourceFieldRef: mapping({ resource: 'text' }),
  }),
});

const CONTAINER = mapping({
  name: 'text',
  image: 'text',
  command: { list: 'text' },
  args: { list: 'text' },
  env: { list: VARIABLE },
  envFrom: { list: mapping({ prefix: 'text', configMapRef: NAMED, secretRef: NAMED }) },
  resources: mapping({ limits: mapping({ cpu: 'quantity', memory: 'quantity' }) }),
  livenessProbe: PROBE,
  readinessProbe: PROBE,
  startupProbe: PROBE,
  lifecycle: mapping({ postStart: EXEC, preStop: EXEC }),
});

export const POD_SPEC: Shape = mapping({
  enableServiceLinks: 'flag',
  containers: { list: CONTAINER },
  initContainers: { list: CONTAINER },
});

export const SERVICE: Shape = mapping({
  metadata: NAMED,
  spec: mapping({
    type: 'text',
    clusterIP: 'text',
    selector: 'texts',
    ports: { list: mapping({ name: 'text', port: 'number', protocol: 'text' }) },
  }),
});

/** A value that the API server would refuse for its type. */
export interface Misfit {
  path: Path;
  expected: string;
  found: string;
}

const MOST_MISFITS = 20;

/**
 * Where a value has not its shape, at most 20 of them. null stands for "not given". Placeholders (`{{ … }}`, `${…}`)
 * can become anything and fit everywhere.
 */
export function misfitsIn(root: unknown, rootShape: Shape): Misfit[] {
  const misfits: Misfit[] = [];
  // One path for all, so that the many values that fit cost nothing.
  const path: (string | number)[] = [];
  visit(root, rootShape);
  return misfits;

  function visit(value: unknown, shape: Shape): void {
    if (value === null || value === undefined || shape === 'any' || misfits.length >= MOST_MISFITS) return;
    if (!fits(value, shape)) {
      if (!isPlaceholder(value))
        misfits.push({ path: [...path], expected: expectedOf(shape), found: foundOf(value) });
    } else if (typeof shape === 'object' && 'list' in shape) {
      const items = value as unknown[];
      for (let index = 0; index < items.length; index += 1) visitPart(items[index], shape.list, index);
    } else if (typeof shape === 'object') {
      for (const key of shape.keys) {
        visitPart((value as Record<string, unknown>)[key], shape.fields[key]!, key);
      }
    }
  }

  function visitPart(value: unknown, shape: Shape, key: string | number): void {
    path.push(key);
    visit(value, shape);
    path.pop();
  }
}

function isPlaceholder(value: unknown): boolean {
  return typeof value === 'string' && /\{\{|\$\{/.test(value);
}

function fits(value: unknown, shape: Shape): boolean {
  if (typeof shape === 'object') return 'list' in shape ? Array.isArray(value) : isRecord(value);
  if (shape === 'texts') {
    return isRecord(value) && Object.values(value).every((text) => typeof text === 'string' || text === null);
  }
  if (shape === 'quantity') return typeof value === 'string' || typeof value === 'number';
  return typeof value === { text: 'string', number: 'number', flag: 'boolean', any: typeof value }[shape];
}

function expectedOf(shape: Shape): string {
  if (typeof shape === 'object') return 'list' in shape ? 'a list' : 'a mapping';
  const names = { text: 'a string', number: 'a number', flag: 'true or false', any: 'anything' };
  if (shape === 'quantity') return 'a quantity such as 500m';
  return shape === 'texts' ? 'a mapping of strings' : names[shape];
}

function foundOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return (
    { string: 'a string', number: 'a number', boolean: 'true or false' }[typeof value as string] ??
    'a mapping'
  );
}
