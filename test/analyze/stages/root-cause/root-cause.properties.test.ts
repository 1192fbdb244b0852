import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { diagnose } from '../../../../src/analyze/stages/index.ts';
import { STAGES, type Cause } from '../../../../src/contracts/diagnosis.ts';
import type { DiagnosisEvidence } from '../../../../src/contracts/diagnosis-evidence.ts';
import { unknown } from '../healthy-evidence.ts';
import { CONTRADICTIONS } from './contradictions.ts';
import { copyOf, evidence, neutral } from './generated.ts';

test('whatever was seen, a diagnosis does not contradict itself', () => {
  const kinds = Object.entries(CONTRADICTIONS);
  fc.assert(
    fc.property(evidence, ({ evidence: seen }) => {
      const diagnosis = diagnose(seen, STAGES);
      expect(kinds.flatMap(([kind, find]) => find(diagnosis).map((text) => `${kind}: ${text}`))).toEqual([]);
    }),
    { numRuns: 250 },
  );
});

test('what speaks neither for nor against a cause leaves it as it is, once it is known', () => {
  fc.assert(
    fc.property(neutral, fc.nat(), ({ whole, parts }, chosen) => {
      const less = copyOf(whole.evidence);
      for (const part of parts) Object.assign(less, { [part]: unknown() });
      fc.pre(causeOf(less) === whole.cause);
      const revealed = parts[chosen % parts.length]!;
      expect(causeOf({ ...less, [revealed]: whole.evidence[revealed] })).toBe(whole.cause);
    }),
    { numRuns: 150 },
  );
});

function causeOf(seen: DiagnosisEvidence): Cause | undefined {
  return diagnose(seen, STAGES).rootCause.cause;
}
