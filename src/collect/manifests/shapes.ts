import { isRecord, list } from '../inventory/shape.ts';
import type { Path } from './places.ts';

/** The parts of an object that lint reads: their types, and so where findings can be. Other parts pass unseen. */
export type Shape =
  | 'text'
  | 'number'
  | 'flag'
  | 'quantity'
  | 'texts'
  | 'any'
  | { list: Shape }
  | { fields: Readonly<Record<string, Shape>> };

const KEY: Shape = { fields: { name: 'text', key: 'text' } };
const NAMED: Shape = { fields: { name: 'text' } };
const EXEC: Shape = { fields: { exec: { fields: { command: { list: 'text' } } } } };
const PROBE: Shape = { fields: { ...EXEC.fields, timeoutSeconds: 'number', periodSeconds: 'number' } };

const CONTAINER: Shape = {
  fields: {
    name: 'text',
    image: 'text',
    command: { list: 'text' },
    args: { list: 'text' },
    env: {
      list: {
        fields: {
          name: 'text',
          value: 'text',
          valueFrom: {
            fields: {
              configMapKeyRef: KEY,
              secretKeyRef: KEY,
              fieldRef: { fields: { fieldPath: 'text' } },
              resourceFieldRef: { fields: { resource: 'text' } },
            },
          },
        },
      },
    },
    envFrom: { list: { fields: { prefix: 'text', configMapRef: NAMED, secretRef: NAMED } } },
    resources: { fields: { limits: { fields: { cpu: 'quantity', memory: 'quantity' } } } },
    livenessProbe: PROBE,
    readinessProbe: PROBE,
    startupProbe: PROBE,
    lifecycle: { fields: { postStart: EXEC, preStop: EXEC } },
  },
};

export const POD_SPEC: Shape = {
  fields: {
    enableServiceLinks: 'flag',
    containers: { list: CONTAINER },
    initContainers: { list: CONTAINER },
  },
};

export const SERVICE: Shape = {
  fields: {
    metadata: NAMED,
    spec: {
      fields: {
        type: 'text',
        clusterIP: 'text',
        selector: 'texts',
        ports: { list: { fields: { name: 'text', port: 'number', protocol: 'text' } } },
      },
    },
  },
};

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
  visit(root, rootShape, []);
  return misfits;

  function visit(value: unknown, shape: Shape, path: Path): void {
    if (value === null || value === undefined || shape === 'any' || misfits.length >= MOST_MISFITS) return;
    if (typeof value === 'string' && /\{\{|\$\{/.test(value)) return;
    if (!fits(value, shape)) {
      misfits.push({ path, expected: expectedOf(shape), found: foundOf(value) });
    } else if (typeof shape === 'object' && 'list' in shape) {
      for (const [index, item] of list(value).entries()) visit(item, shape.list, [...path, index]);
    } else if (typeof shape === 'object') {
      for (const [key, inner] of Object.entries(shape.fields)) {
        visit((value as Record<string, unknown>)[key], inner, [...path, key]);
      }
    }
  }
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
