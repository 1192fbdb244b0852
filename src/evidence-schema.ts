import { Ajv2020 } from 'ajv/dist/2020.js';
import schema from '../docs/evidence.schema.json' with { type: 'json' };

/** What is wrong with the shape of saved evidence, as one sentence with the path; undefined when it is right. */
export function evidenceErrors(value: unknown): string | undefined {
  const validate = new Ajv2020({ allowUnionTypes: true, validateFormats: false }).compile(schema);
  if (validate(value)) return undefined;
  const first = validate.errors?.[0];
  return `${first?.instancePath || '(top)'} ${first?.message ?? 'has another shape'}`;
}
