import type { Check, CheckedStage, RootCause, StageId } from '../../../../contracts/diagnosis.ts';
import { checkName } from '../../../diagnosis/words.ts';
import { checkKey, type FlowState } from './state.ts';

/** Something in a stage that can be selected: a check, or a part of the root cause. */
export interface Item {
  /** Unique within its stage, and the same while checks come and go. */
  key: string;
  /** Of items of the root cause: the heading that they stand under. */
  heading?: string;
  text: string;
  check?: Check;
  command?: string;
  /** Of a mend: what it brings and asks. */
  effect?: string;
}

/** What a stage consists of, in the order of the screen. */
export function itemsOf(state: FlowState, stage: StageId): Item[] {
  if (stage === 'root-cause') {
    return state.diagnosis === undefined ? [] : causeItems(state.diagnosis.rootCause, state);
  }
  return state.stages[stage].checks.map((check) => ({
    key: checkKey(check),
    text: checkName(check),
    check,
    command: check.command,
  }));
}

/** What is selected where one is: its item, and at which place of `items` it stands. */
export function selectedItem({ place }: FlowState, items: readonly Item[]): { item?: Item; index: number } {
  const found = items.findIndex(({ key }) => key === place.item);
  const index = Math.max(0, found);
  return { item: items[index], index };
}

function causeItems(cause: RootCause, state: FlowState): Item[] {
  return [
    ...cause.because.map(({ text, stage, check }) => {
      const behind = checkOf(state, stage, check);
      return { heading: 'Because', text, check: behind, command: behind?.command };
    }),
    ...cause.mends.map(({ title, command, effect }) => ({
      heading: 'Mend it',
      text: title,
      command,
      effect,
    })),
    ...cause.contributing.map(({ title, confidence, text }) => ({
      heading: 'Also',
      text: `${title} (${confidence}): ${text}`,
    })),
    ...cause.ruledOut.map(({ title, by }) => ({ heading: 'Ruled out', text: `${title}: ${by}` })),
    ...cause.surer.map(({ text, command }) => ({ heading: 'To be surer', text, command })),
  ].map((item, index) => ({ ...item, key: `${item.heading} ${index}` }));
}

function checkOf(state: FlowState, stage: CheckedStage, id: string): Check | undefined {
  // The worst of several comes first.
  return state.stages[stage]?.checks.find((check) => check.id === id);
}
