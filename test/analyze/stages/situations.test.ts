import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { diagnose } from '../../../src/analyze/stages/index.ts';
import { STAGES } from '../../../src/contracts/diagnosis.ts';
import type { DiagnosisEvidence } from '../../../src/contracts/diagnosis-evidence.ts';
import { SITUATIONS } from '../../e2e/situations/index.ts';
import { verdictOn, type Surroundings } from '../../e2e/situations/verdict.ts';
import { CONTRADICTIONS } from './root-cause/contradictions.ts';

interface Captured {
  services: DiagnosisEvidence['audit']['services'][];
  situations: { name: string; around: Surroundings; services: number; evidence: DiagnosisEvidence }[];
}

// Seen on a real cluster by `npm run truth -- --keep FOLDER`; scripts/capture-situations.ts makes the file.
const file = new URL('../../fixtures/captured/situations.json.br', import.meta.url);
const { services, situations } = JSON.parse(brotliDecompressSync(readFileSync(file)).toString()) as Captured;

test.for(situations)(
  '$name on a $around node is judged right',
  ({ name, around, services: of, evidence }) => {
    const seen = { ...evidence, audit: { ...evidence.audit, services: services[of]! } };
    const diagnosis = diagnose(seen, STAGES);
    const situation = SITUATIONS.find((each) => each.name === name)!;
    expect(verdictOn(situation, diagnosis, around)).toEqual({ right: true });
    expect(Object.values(CONTRADICTIONS).flatMap((find) => find(diagnosis))).toEqual([]);
  },
);
