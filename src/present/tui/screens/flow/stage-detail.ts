import type { StageId } from '../../../../contracts/diagnosis.ts';
import { number, percent } from '../../../../units.ts';
import { STAGE_NAMES, VERDICTS_BY_WEIGHT } from '../../../diagnosis/words.ts';
import { points, prose, section, type Block } from '../../../document/block.ts';
import { linesOf, sectionLines } from '../../../document/lines.ts';
import { line, styled, type Line, type Span } from '../../../layout/lines.ts';
import type { Page } from '../../../layout/page.ts';
import { stack } from '../../../layout/stack.ts';
import { itemsOf } from './items.ts';
import { stageReason } from './path.ts';
import { statusOf, type FlowState } from './state.ts';
import { CHECK_WORDS, STAGE_WORDS } from './words.ts';

/** A stage's name and how it stands, its question, and why it came out so. */
export function stageHead(state: FlowState, stage: StageId): Block[] {
  const status = statusOf(state, stage);
  const { style, means } = STAGE_WORDS[status];
  const question = stage === 'root-cause' ? undefined : state.stages[stage].report?.question;
  return section(
    { text: STAGE_NAMES[stage], verdict: styled(style, status), aside: sureness(state, stage) },
    ...prose(question ?? '', 'dim'),
    ...prose(stageReason(state, stage) || `${means}.`),
  );
}

/** All that is to be said about a stage. */
export function stageLines(state: FlowState, stage: StageId, page: Page): Line[] {
  return stack(stageParts(state, stage, page));
}

/** The head, how many checks came out how, and for the root cause all that it rests on and what mends it. */
export function stageParts(state: FlowState, stage: StageId, page: Page): Line[][] {
  const head = linesOf(stageHead(state, stage), page);
  const items = itemsOf(state, 'root-cause');
  if (stage !== 'root-cause') return [head, countLines(state.stages[stage].checks)];
  return [
    head,
    ...[...Map.groupBy(items, ({ heading }) => heading ?? '')].map(([heading, own]) =>
      sectionLines(section(heading, ...points(own.map(({ text }) => ({ text })))), page),
    ),
  ];
}

function countLines(checks: FlowState['stages']['app-limits']['checks']): Line[] {
  const counts = VERDICTS_BY_WEIGHT.toReversed()
    .map((verdict) => ({ verdict, count: checks.filter((check) => check.verdict === verdict).length }))
    .filter(({ count }) => count > 0);
  const spans = counts.flatMap(({ verdict, count }, index): Span[] => [
    { text: `${index === 0 ? '' : ', '}${number(count)} ` },
    styled(CHECK_WORDS[verdict].style, verdict),
  ]);
  return spans.length === 0 ? [] : [line(...spans)];
}

function sureness({ diagnosis }: FlowState, stage: StageId): string | undefined {
  if (stage !== 'root-cause' || diagnosis?.rootCause.cause === undefined) return undefined;
  const { confidence, share } = diagnosis.rootCause;
  return share === undefined
    ? confidence
    : `${confidence}; explains ${percent(share * 100)} of the container's time`;
}
