import { describe, expect, test } from 'vitest';
import diagnosis from '../../docs/diagnosis.schema.json' with { type: 'json' };
import * as diagnoses from '../present/samples/diagnosis.ts';
import { closed, validator } from '../present/schema.ts';

/** For each published contract what the code really makes; the compiler holds its keys against the interface. */
const PUBLISHED: [name: string, schema: object, samples: Record<string, object>][] = [
  [
    'diagnosis',
    diagnosis,
    {
      'that names service links': diagnoses.caseA,
      'that names a slow dependency': diagnoses.slowDependency,
      'that names nothing': diagnoses.quiet,
      'of what could not be seen': diagnoses.unseen,
    },
  ],
];

describe.each(PUBLISHED)('docs/%s.schema.json', (name, schema, samples) => {
  const errorsOf = validator(schema);
  const strictErrorsOf = validator({ ...closed(schema), $id: `urn:envaudit:v1:closed-${name}` });
  const all = Object.entries(samples).map(
    ([what, sample]) => [what, JSON.parse(JSON.stringify(sample)) as Record<string, unknown>] as const,
  );

  test.each(all)('knows every key of one %s', (_, sample) => {
    expect(strictErrorsOf(sample)).toEqual([]);
  });

  test.each(all)(
    'takes one %s with keys that a later version adds, and none without its kind',
    (_, sample) => {
      expect(errorsOf({ ...sample, later: true })).toEqual([]);
      expect(errorsOf({ ...sample, kind: undefined })).not.toEqual([]);
    },
  );
});
