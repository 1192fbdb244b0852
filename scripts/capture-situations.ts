/**
 * Puts what `npm run truth -- --keep FOLDER` saw into one fixture, of the situations in which diagnose is right: what it
 * saw there must go on to be judged right. Their Services are the same, and are written once.
 *
 *     node scripts/capture-situations.ts FOLDER
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { diagnose } from '../src/analyze/stages/index.ts';
import { STAGES } from '../src/contracts/diagnosis.ts';
import type { DiagnosisEvidence } from '../src/contracts/diagnosis-evidence.ts';
import { SITUATIONS } from '../test/e2e/situations/index.ts';
import { verdictOn, type Surroundings } from '../test/e2e/situations/verdict.ts';

const FILE = new URL('../test/fixtures/captured/situations.json.br', import.meta.url);

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('which folder did `npm run truth -- --keep FOLDER` fill?');
const seen = SITUATIONS.flatMap((situation) =>
  (['quiet', 'busy'] as const).flatMap((around) => capture(folder, situation.name, around)),
);
const services = [
  ...new Map(
    seen.map(({ evidence }) => [JSON.stringify(evidence.audit.services), evidence.audit.services]),
  ).values(),
];
const texts = services.map((each) => JSON.stringify(each));
const situations = seen.map(({ name, around, evidence }) => ({
  name,
  around,
  services: texts.indexOf(JSON.stringify(evidence.audit.services)),
  evidence: { ...evidence, audit: { ...evidence.audit, services: {} } },
}));
const text = Buffer.from(JSON.stringify({ services, situations }));
const compressed = brotliCompressSync(text, {
  params: { [constants.BROTLI_PARAM_SIZE_HINT]: text.length, [constants.BROTLI_PARAM_LGWIN]: 24 },
});
writeFileSync(FILE, compressed);
console.log(`${situations.length} situations, ${text.length} -> ${compressed.length} bytes`);

/** What was seen of a situation, if that is judged right; else nothing. */
function capture(
  from: string,
  name: string,
  around: Surroundings,
): { name: string; around: Surroundings; evidence: DiagnosisEvidence }[] {
  const file = `${name}-${around}.json`;
  if (!readdirSync(from).includes(file)) return [];
  const evidence = JSON.parse(readFileSync(join(from, file), 'utf8')) as DiagnosisEvidence;
  const situation = SITUATIONS.find((each) => each.name === name)!;
  const verdict = verdictOn(situation, diagnose(evidence, STAGES), around);
  if (!verdict.right) console.log(`${file}: ${verdict.why}: left out`);
  return verdict.right ? [{ name, around, evidence }] : [];
}
