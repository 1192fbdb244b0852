import type { Problem } from '../../../contracts/evidence.ts';
import type { Line } from '../../layout/lines.ts';
import type { Page } from '../../layout/page.ts';
import { hint, prose } from '../../layout/prose.ts';
import { printable, printableLines } from '../../text.ts';
import type { ContainerName } from '../backend.ts';
import type { Around, HistoryEntry, Job, Running, ScreenArguments, Step } from '../screen.ts';
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

/** How long a job of the screen runs, `for 4 s, of about 9 s`, and what it said last; undefined where none runs. */
export function runningJob(
  { running, now }: Pick<Around, 'running' | 'now'>,
  kind: Job['kind'],
): { since: string; said: string } | undefined {
  const job = running.find(({ job: own }) => own.kind === kind);
  if (job === undefined) return undefined;
  const { startedAt, expectedMs, text } = job;
  const about = expectedMs === undefined ? '' : `, of about ${seconds(expectedMs)}`;
  return {
    since: `for ${seconds(now - startedAt)}${about}`,
    said: text === undefined ? '' : ` ${printable(text)}`,
  };
}

function seconds(milliseconds: number): string {
  return `${Math.max(0, Math.round(milliseconds / 1000))} s`;
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
