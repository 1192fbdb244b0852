import type { Problem } from '../../../contracts/evidence.ts';
import type { Line } from '../../layout/lines.ts';
import type { Page } from '../../layout/page.ts';
import { hint, prose } from '../../layout/prose.ts';
import { printable, printableLines } from '../../text.ts';
import type { ContainerName } from '../backend.ts';
import type { HistoryEntry, Job, Running, ScreenArguments, Step } from '../screen.ts';
import type { ContainerScreen } from './container-screens.ts';

/** The state of a screen that asks something of a container. */
interface OfContainer {
  /** Absent when the screen was opened without one. */
  of?: ContainerName | undefined;
}

/** Opens another screen for the same container, with an earlier result if there is one. */
export function elsewhere<State extends OfContainer>(
  screen: ContainerScreen,
  entryOf: (state: State, of: ContainerName) => HistoryEntry | undefined = () => undefined,
): (state: State) => Step<State> {
  return (state) => {
    const { of } = state;
    if (of === undefined) return { state };
    const args: ScreenArguments = { of, entry: entryOf(state, of) };
    return { state, effects: [{ type: 'open', screen, args }] };
  };
}

/** Ends the job of a screen, where it runs. */
export function cancelling<State>(
  job: Job['kind'],
  isRunning: (state: State, running: readonly Running[]) => boolean,
): (state: State, action: unknown, around: { running: readonly Running[] }) => Step<State> {
  return (state, _action, { running }) =>
    isRunning(state, running) ? { state, effects: [{ type: 'cancel', job }] } : { state };
}

/** What a screen says that was opened without a container. */
export function noContainer(key: string): string {
  return `No container was chosen. Choose one on the screen of pods (:pods) and press ${key}.`;
}

/** Why a job failed, and what can be done. */
export function failedLines({ message, hint: next }: Problem, page: Page, lead = 'Failed'): Line[] {
  return [
    ...prose(page, { text: printable(`${lead}: ${message}`, { max: 1000 }), indent: 0, style: 'error' }),
    ...(next === undefined ? [] : hint(page, { text: printableLines(next, { max: 2000 }), indent: 2 })),
  ];
}
