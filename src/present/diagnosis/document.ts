import type { Cause, CheckedStage, Diagnosis } from '../../contracts/diagnosis.ts';
import { points, section, type Block } from '../document/block.ts';
import { stageBlocks } from './stage.ts';
import type { DiagnosisSection } from './sections.ts';
import { explains, facts, reasonWords, stageRows } from './words.ts';

/** The blocks of a section: all that there is of it, or what most people need. */
export type SectionBlocks = (diagnosis: Diagnosis, whole: boolean) => Block[];

/** What people suspect first, and want to see answered. */
const USUAL_SUSPECTS: ReadonlySet<Cause> = new Set([
  'service-links',
  'cpu-limit',
  'memory-limit',
  'host-cpu',
  'slow-dependency',
  'dns',
  'app-cpu',
]);

/**
 * An incident note: why it is the root cause, what to do, the path that led to it with a verdict for each stage, what it
 * is not; then the figures of each stage.
 */
export const SECTIONS: Readonly<Record<DiagnosisSection, SectionBlocks>> = {
  subject: (diagnosis) => [{ kind: 'facts', rows: facts(diagnosis) }],
  why: ({ rootCause, stages }) =>
    section('Why', ...points(rootCause.because.map((reason) => ({ text: reasonWords(reason, stages) })))),
  mends: ({ rootCause: { mends } }) =>
    section('What to do', ...(mends.length === 0 ? [] : [{ kind: 'mends' as const, mends }])),
  stages: (diagnosis) => section('Stages', pathOf(diagnosis)),
  contributing: ({ rootCause: { contributing } }) =>
    section(
      'What else contributes',
      ...points(
        contributing.map(({ title, confidence, share, text }) => ({
          text: `${title} (${confidence}${explains(share)}): ${text}`,
        })),
      ),
    ),
  'ruled-out': ruledOut,
  surer: ({ rootCause: { surer } }) => section('What would make it surer', ...points(surer)),
  'host-resources': stage('host-resources'),
  'app-limits': stage('app-limits'),
  'dependency-services': stage('dependency-services'),
  'app-hotspots': stage('app-hotspots'),
  unseen: ({ incomplete: problems }) => [{ kind: 'problems', problems }],
};

function pathOf(diagnosis: Diagnosis): Block {
  return { kind: 'verdicts', headings: ['STAGE', 'VERDICT', 'WHY'], rows: stageRows(diagnosis) };
}

/** What people would suspect, in two lines each at most, and of the others the names. */
function ruledOut({ rootCause: { ruledOut: all } }: Diagnosis, whole: boolean): Block[] {
  const told = all.filter(({ cause }) => whole || USUAL_SUSPECTS.has(cause));
  const others = all.filter((one) => !told.includes(one)).map(({ title }) => title);
  return section(
    'What it is not',
    ...points([
      ...told.map(({ title, by }) => ({ text: `${title}: ${by}`, most: 2 })),
      ...(others.length === 0 ? [] : [{ text: `Nor: ${others.join('; ')}` }]),
    ]),
  );
}

function stage(id: CheckedStage): SectionBlocks {
  return ({ stages, incomplete }, whole) =>
    stages.filter((one) => one.stage === id).flatMap((one) => stageBlocks(one, incomplete, whole));
}
