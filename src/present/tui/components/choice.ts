import { printable } from '../../text.ts';
import type { DiagnoseChoice } from '../backend.ts';
import type { Effect } from '../screen.ts';

/** How `diagnose` looks, unless it is told otherwise. */
export const USUAL_CHOICE: DiagnoseChoice = { windowMs: 10_000, urls: [] };

/** `--window 10s --url http://cart:8080/`: what a diagnosis was told, as flags of the verb. */
export function choiceFlags({ windowMs, urls, requests }: DiagnoseChoice): string[] {
  return [
    '--window',
    `${windowMs / 1000}s`,
    ...urls.flatMap((url) => ['--url', printable(url, { max: 2000 })]),
    ...(requests === undefined ? [] : ['--requests', String(requests)]),
  ];
}

/** The flags without those that say what is usual anyway. */
export function unusualFlags(choice: DiagnoseChoice): string[] {
  const flags = choiceFlags(choice);
  return choice.windowMs === USUAL_CHOICE.windowMs ? flags.slice(2) : flags;
}

/** Opens the line for commands, where the user says how to diagnose; the flags of a choice stand in it. */
export function askForChoice(choice: DiagnoseChoice = USUAL_CHOICE): Effect {
  return { type: 'type', text: `diagnose ${choiceFlags(choice).join(' ')} ` };
}
