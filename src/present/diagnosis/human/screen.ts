import { STAGES, type Diagnosis } from '../../../contracts/diagnosis.ts';
import { counted } from '../../../units.ts';
import { verdictLines } from '../../document/lines.ts';
import { brief } from '../../layout/brief.ts';
import { styled, type Line } from '../../layout/lines.ts';
import { nextStepLines, type NextStep } from '../../layout/next-step.ts';
import type { Page } from '../../layout/page.ts';
import { distinct, problemBrief } from '../../layout/problems.ts';
import { prose } from '../../layout/prose.ts';
import { firstThatFits } from '../../layout/screen.ts';
import { stack } from '../../layout/stack.ts';
import { howToSeeMore, more } from '../../sections.ts';
import { DIAGNOSIS_SECTIONS, type DiagnosisSection } from '../sections.ts';
import { reasonWords, stageRows, subjectWords } from '../words.ts';
import { conclusionLines } from './headline.ts';

const WHY = 6;

/** What `--show` takes, the stages by their number. */
const NAMES = [...DIAGNOSIS_SECTIONS.filter((name) => !STAGES.some((stage) => stage === name)), '1 to 4'];

/** How much of each part there is room for: lines of the texts, entries of the lists. */
interface Room {
  conclusion: number;
  subject: number;
  reasons: number;
  reasonLines: number;
  stageLines: number;
  problemLines: number;
  effectLines: number;
  command: boolean;
  /** Blank lines: between all parts, or only above what is to be done. */
  gaps: 'all' | 'few' | 'none';
}

const AMPLE: Room = {
  conclusion: 5,
  subject: 2,
  reasons: 4,
  reasonLines: 3,
  stageLines: 2,
  problemLines: 3,
  effectLines: 3,
  command: true,
  gaps: 'all',
};
const TIGHT: Room = {
  conclusion: 3,
  subject: 1,
  reasons: 2,
  reasonLines: 1,
  stageLines: 1,
  problemLines: 1,
  effectLines: 1,
  command: true,
  gaps: 'none',
};

/** What is given up first is what explains. What must be there is in all of them. */
const ROOMS: readonly Room[] = [
  AMPLE,
  { ...AMPLE, reasonLines: 2, effectLines: 2, problemLines: 2 },
  { ...AMPLE, reasonLines: 2, effectLines: 2, problemLines: 2, stageLines: 1 },
  { ...AMPLE, reasonLines: 2, reasons: 3, effectLines: 2, problemLines: 2, stageLines: 1, subject: 1 },
  { ...AMPLE, reasonLines: 2, reasons: 2, effectLines: 1, problemLines: 1, stageLines: 1, subject: 1 },
  { ...TIGHT, reasonLines: 2, reasons: 3, effectLines: 2, conclusion: 4, gaps: 'few' },
  { ...TIGHT, reasonLines: 2, reasons: 3, effectLines: 2, conclusion: 4 },
  { ...TIGHT, reasonLines: 2 },
  TIGHT,
  { ...TIGHT, reasons: 1, effectLines: 0, conclusion: 2 },
  { ...TIGHT, reasons: 1, effectLines: 0, conclusion: 1 },
  { ...TIGHT, reasons: 1, effectLines: 0, conclusion: 1, command: false },
];

/** The answer on one screen: the root cause, why, what to do, the five stages, and how to see more. */
export function screen(diagnosis: Diagnosis, page: Page, { isLive }: { isLive: boolean }): Line[] {
  return firstThatFits(
    ROOMS.values().map((room) => inRoom(room, diagnosis, { page, isLive })),
    page,
  );
}

function inRoom(room: Room, diagnosis: Diagnosis, { page, isLive }: { page: Page; isLive: boolean }): Line[] {
  const { rootCause, stages, incomplete } = diagnosis;
  const problems = distinct(incomplete);
  const [problem] = problems;
  const reasons = rootCause.because.slice(0, room.reasons);
  const { step, section } = nextStep(diagnosis);
  const why = reasons.flatMap((reason, index) =>
    brief(page, {
      text: reasonWords(reason, stages),
      indent: WHY,
      lead: styled('heading', index === 0 ? 'WHY' : ''),
      most: room.reasonLines,
    }),
  );
  const path = verdictLines(stageRows(diagnosis), page, room.stageLines);
  const parts = [
    [
      ...conclusionLines(diagnosis, page, room.conclusion),
      ...brief(page, { text: subjectWords(diagnosis), indent: 0, style: 'dim', most: room.subject }),
    ],
    isLive ? path : why,
    step === undefined ? [] : nextStepLines(step, room, section, page),
    isLive ? why : path,
    problem === undefined
      ? []
      : problemBrief(problem, { most: room.problemLines, how: step === undefined }, page),
    prose(page, { text: howToSeeMore(NAMES, leftOut()), indent: 0, style: 'dim' }),
  ];
  if (room.gaps === 'all') return stack(parts);
  if (room.gaps === 'none') return parts.flat();
  return stack([parts.slice(0, 2).flat(), parts.slice(2).flat()]);

  function leftOut(): string[] {
    const { because, mends, contributing, ruledOut, surer } = rootCause;
    return [
      ...more(because.length, reasons.length, 'reason'),
      ...more(mends.length, 1, 'mend'),
      ...(contributing.length === 0 ? [] : [counted(contributing.length, 'contributing cause')]),
      ...(ruledOut.length === 0 ? [] : [counted(ruledOut.length, 'cause ruled out', 'causes ruled out')]),
      ...more(surer.length, section === 'surer' ? 1 : 0, 'way to be surer', 'ways to be surer'),
      ...more(problems.length, 1, 'thing not seen', 'things not seen'),
    ];
  }
}

/** The first mend; where there is none, what would let more be seen, which a problem's own hint may be. */
function nextStep({ rootCause: { mends, surer }, incomplete }: Diagnosis): {
  step?: NextStep;
  section: DiagnosisSection;
} {
  const [mend] = mends;
  const [look] = surer;
  if (mend !== undefined) {
    const { title, command, effect } = mend;
    return { step: { heading: 'MEND', title, commands: listOf(command), effect }, section: 'mends' };
  }
  if (look === undefined || incomplete.length > 0) return { section: 'unseen' };
  return { step: { heading: 'SURER', title: look.text, commands: listOf(look.command) }, section: 'surer' };
}

function listOf(command: string | undefined): string[] {
  return command === undefined ? [] : [command];
}
