import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { modelOf, resourcesOf, schemaName } from '../src/demo/api/resources.ts';

/** The schemas of the demo's resources: JSON, compressed by Brotli, in base64. */
export async function packedSchemas(): Promise<string> {
  const schemas = await openapiSchemas(resourcesOf('1.31').map(modelOf));
  return brotliCompressSync(JSON.stringify(schemas)).toString('base64');
}

/** A schema of OpenAPI 3, as far as `kubectl explain` reads it. */
export interface Schema {
  description?: string;
  type?: string;
  format?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: Schema;
  allOf?: { $ref: string }[];
}

/**
 * The schemas of some models of client-node and of all that they are made of, by {@link schemaName}: descriptions and types
 * stand in its declarations, which are generated from Kubernetes' own OpenAPI. Throws for a model that is not there.
 */
export async function openapiSchemas(models: readonly string[]): Promise<Record<string, Schema>> {
  const schemas: Record<string, Schema> = {};
  const wanted = [...models];
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    if (schemaName(name) in schemas) continue;
    const { schema, uses } = schemaOf(name, await declarationOf(name));
    schemas[schemaName(name)] = schema;
    wanted.push(...uses);
  }
  return schemas;
}

async function declarationOf(model: string): Promise<string> {
  const entry = fileURLToPath(import.meta.resolve('@kubernetes/client-node'));
  return readFile(entry.replace(/index\.js$/, `gen/models/${model}.d.ts`), 'utf8');
}

const MEMBER = /(?:\/\*\*\s*\n\s*\* (.*)\n\s*\*\/\s*)?'([^']+)'(\??): (\{[^}]*\}|[^;]+);/g;

function schemaOf(name: string, declaration: string): { schema: Schema; uses: string[] } {
  const [head = '', body = ''] = declaration.split(`export declare class ${name} {`);
  const uses: string[] = [];
  const properties: Record<string, Schema> = {};
  const required: string[] = [];
  for (const [, description, key = '', optional, type = ''] of body.split('static')[0]!.matchAll(MEMBER)) {
    // A name that TypeScript reserves has an underscore in front.
    const property = key.replace(/^_/, '');
    properties[property] = { ...described(description), ...typeOf(type.trim(), uses) };
    if (optional === '') required.push(property);
  }
  const description = /\/\*\*\s*\n\* (.*)\n\*\/\s*$/.exec(head)?.[1];
  const schema = { ...described(description), type: 'object', properties };
  return { schema: required.length > 0 ? { ...schema, required } : schema, uses };
}

function described(text: string | undefined): Schema {
  return text === undefined ? {} : { description: text.replaceAll(/\\(['"])/g, '$1') };
}

/** The schema of a TypeScript type; models that it names are added to `uses`. */
function typeOf(type: string, uses: string[]): Schema {
  const inner = /^Array<(.*)>$/.exec(type)?.[1];
  if (inner !== undefined) return { type: 'array', items: typeOf(inner, uses) };
  const value = /^\{\s*\[key: string\]: (.*);?\s*\}$/s.exec(type)?.[1];
  if (value !== undefined)
    return { type: 'object', additionalProperties: typeOf(value.replace(/;\s*$/, ''), uses) };
  switch (type) {
    case 'string':
    case 'boolean':
    case 'object':
      return { type };
    case 'number':
      return { type: 'integer' };
    case 'Date':
    case 'V1MicroTime':
      return { type: 'string', format: 'date-time' };
    case 'IntOrString':
      return { type: 'string', format: 'int-or-string' };
    case 'any':
      return { type: 'object' };
  }
  uses.push(type);
  return { allOf: [{ $ref: `#/components/schemas/${schemaName(type)}` }] };
}
