import { STAGES, type CheckedStage, type StageId } from '../../../../contracts/diagnosis.ts';
import { counted } from '../../../../units.ts';
import { dim, line, styled, type Line } from '../../../layout/lines.ts';
import type { Page } from '../../../layout/page.ts';
import { prose } from '../../../layout/prose.ts';
import type { Block } from '../../components/panes.ts';
import { fit } from '../../paint.ts';
import type { Around } from '../../screen.ts';
import { statusOf, type FlowState } from './state.ts';
import { waitedFor } from '../../../diagnosis/waiting.ts';
import { STAGE_NAMES } from '../../../diagnosis/words.ts';
import { STAGE_WORDS } from './words.ts';

const NAME = 22;
const REASON_LINES = 2;

/** The five stages as a path: number, name, how it stands, and with `reasons` why. One block for each stage. */
export function pathBlocks(state: FlowState, around: Around, page: Page, reasons: boolean): Block[] {
  return STAGES.map((stage, index) => {
    const status = statusOf(state, stage);
    const { style } = STAGE_WORDS[status];
    const selected = state.place.stage === stage;
    const name = fit(STAGE_NAMES[stage], NAME);
    return [
      line(
        markOf(selected, state.place.pane === 'path', around),
        dim(`${index + 1} `),
        selected ? styled(state.place.pane === 'path' ? 'selected' : 'name', name) : name,
        styled(style, status),
      ),
      ...(reasons ? reasonLines(state, stage, page, around) : []),
    ];
  });
}

/** What is known about a stage so far, in a sentence or two. */
export function stageReason(state: FlowState, stage: StageId): string {
  if (stage === 'root-cause') return state.diagnosis?.rootCause.conclusion ?? '';
  const { report, checks } = state.stages[stage];
  if (report !== undefined) return report.reason;
  const over = checks.filter(({ verdict }) => verdict === 'warning' || verdict === 'problem').length;
  const waits = waitsFor(state, stage);
  if (checks.length === 0) return waits === '' ? '' : `It waits for ${waits}.`;
  const rest = waits === '' ? '' : ` The rest waits for ${waits}.`;
  return `${counted(checks.length, 'check')} judged so far, ${over === 0 ? 'none' : over} over its threshold.${rest}`;
}

/** What its checks still need; empty where all has come, or nothing runs. */
function waitsFor({ run, needs, arrived }: FlowState, stage: CheckedStage): string {
  if (run.status !== 'running') return '';
  return waitedFor((needs[stage] ?? []).filter((part) => !arrived.includes(part)));
}

/** The mark in front of what is selected; it differs where the keys go elsewhere. */
export function markOf(selected: boolean, focused: boolean, { screenReader }: Around): string {
  if (screenReader) return selected ? 'Selected: ' : '';
  if (!selected) return '  ';
  return focused ? '> ' : '- ';
}

function reasonLines(state: FlowState, stage: StageId, page: Page, around: Around): Line[] {
  const last = stage === STAGES.at(-1);
  const rule = around.screenReader ? '' : last ? '    ' : '  │ ';
  const text = stageReason(state, stage);
  const room = { ...page, columns: page.columns - rule.length };
  const rows =
    text === '' ? (around.screenReader ? [] : [line()]) : prose(room, { text, indent: 0, least: 10 });
  const shown = last || around.screenReader ? rows : rows.slice(0, REASON_LINES);
  const cut = rows.length > shown.length;
  return shown.map((row, index) =>
    line(dim(rule), ...row, ...(cut && index === shown.length - 1 ? [dim(' …')] : [])),
  );
}
