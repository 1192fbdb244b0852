import { number } from '../../units.ts';
import { brief } from './brief.ts';
import { styled, type Line } from './lines.ts';
import type { Page } from './page.ts';
import { command, prose } from './prose.ts';

/** The one thing to do. */
export interface NextStep {
  /** `MEND`. */
  heading: string;
  title: string;
  commands: readonly string[];
  effect?: string | undefined;
}

/** How much of it there is room for. */
export interface StepRoom {
  effectLines: number;
  /** Whether its command has room, which is all of it or nothing. */
  command: boolean;
}

const INDENT = 2;

/** What to do: in words, the whole command, and what that brings; of a command without room, where to find it. */
export function nextStepLines(
  { heading, title, commands, effect }: NextStep,
  { effectLines, command: hasRoom }: StepRoom,
  section: string,
  page: Page,
): Line[] {
  const length = commands.reduce((sum, text) => sum + text.length, 0);
  const indent = heading.length + 2;
  return [
    ...brief(page, {
      text: title,
      indent,
      style: 'name',
      lead: styled('heading', heading),
      // Only where nothing else has room may it be cut.
      most: hasRoom ? Infinity : 2,
    }),
    ...(hasRoom || length === 0
      ? commands.map((text) => command(text, INDENT))
      : prose(page, {
          text: `The command has ${number(length)} characters; --show ${section} prints it.`,
          indent: INDENT,
        })),
    ...(effect === undefined ? [] : brief(page, { text: effect, indent: INDENT, most: effectLines })),
  ];
}
