import type { StageId } from '../../../../contracts/diagnosis.ts';
import { number, percent } from '../../../../units.ts';
import { dim, line, styled } from '../../../layout/lines.ts';
import type { Line, Span } from '../../../layout/lines.ts';
import type { Page } from '../../../layout/page.ts';
import { points, prose } from '../../../layout/prose.ts';
import { stack } from '../../../layout/stack.ts';
import { itemsOf } from './items.ts';
import { stageReason } from './path.ts';
import { statusOf } from './state.ts';
import type { FlowState } from './state.ts';
import { STAGE_NAMES, VERDICTS_BY_WEIGHT } from '../../../diagnosis/words.ts';
import { CHECK_WORDS, STAGE_WORDS } from './words.ts';

/** A stage's name and how it stands, its question, and why it came out so. */
export function stageHead(state: FlowState, stage: StageId, page: Page): Line[] {
  const status = statusOf(state, stage);
  const question = stage === 'root-cause' ? undefined : state.stages[stage].report?.question;
  return [
    line(
      styled('heading', STAGE_NAMES[stage]),
      ': ',
      styled(STAGE_WORDS[status].style, status),
      ...sureness(state, stage),
    ),
    ...(question === undefined ? [] : prose(page, { text: question, indent: 0, style: 'dim', least: 10 })),
    ...prose(page, {
      text: stageReason(state, stage) || `${STAGE_WORDS[status].means}.`,
      indent: 0,
      least: 10,
    }),
  ];
}

/** The head, how many checks came out how, and for the root cause all that it rests on and what mends it. */
export function stageLines(state: FlowState, stage: StageId, page: Page): Line[] {
  const head = stageHead(state, stage, page);
  if (stage === 'root-cause') return stack([head, ...causeBlocks(state, page)]);
  const { checks } = state.stages[stage];
  const counts = VERDICTS_BY_WEIGHT.map((verdict) => ({
    verdict,
    count: checks.filter((check) => check.verdict === verdict).length,
  })).filter(({ count }) => count > 0);
  return stack([
    head,
    counts.length === 0
      ? []
      : [
          line(
            ...counts
              .toReversed()
              .flatMap(({ verdict, count }, index): Span[] => [
                { text: `${index === 0 ? '' : ', '}${number(count)} ` },
                styled(CHECK_WORDS[verdict].style, verdict),
              ]),
          ),
        ],
  ]);
}

function causeBlocks(state: FlowState, page: Page): Line[][] {
  const items = itemsOf(state, 'root-cause');
  const headings = [...new Set(items.map(({ heading }) => heading ?? ''))];
  return headings.map((heading) => [
    line(styled('heading', heading)),
    ...points(
      items.filter((item) => item.heading === heading).map(({ text }) => text),
      page,
    ),
  ]);
}

function sureness({ diagnosis }: FlowState, stage: StageId): Span[] {
  if (stage !== 'root-cause' || diagnosis?.rootCause.cause === undefined) return [];
  const { confidence, share } = diagnosis.rootCause;
  const part = share === undefined ? '' : `; explains ${percent(share * 100)} of the container's time`;
  return [dim(` (${confidence}${part})`)];
}
