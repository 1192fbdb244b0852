import { Ajv2020 } from 'ajv/dist/2020.js';
import diagnosisEvidence from '../../docs/diagnosis-evidence.schema.json' with { type: 'json' };
import evidence from '../../docs/evidence.schema.json' with { type: 'json' };
import inventory from '../../docs/inventory.schema.json' with { type: 'json' };

const SCHEMAS = { Evidence: evidence, Inventory: inventory, DiagnosisEvidence: diagnosisEvidence };

/** What is wrong with the shape of something saved, as one sentence with the path; undefined when it is right. */
export function schemaErrors(value: unknown, kind: keyof typeof SCHEMAS): string | undefined {
  const validate = new Ajv2020({ validateFormats: false }).compile(SCHEMAS[kind]);
  if (validate(value)) return undefined;
  const first = validate.errors?.[0];
  return `${first?.instancePath || '(top)'} ${first?.message ?? 'has another shape'}`;
}
