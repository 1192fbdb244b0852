import type { Line } from '../../layout/lines.ts';
import { dim, line, styled } from '../../layout/lines.ts';
import type { Page } from '../../layout/page.ts';
import { command } from '../../layout/prose.ts';
import { number } from '../../../units.ts';
import type { ScanSection } from '../view.ts';
import type { Digest } from '../select/digest.ts';
import type { Part } from '../select/part.ts';
import { scanCommand } from '../kubectl.ts';

/** A part of the report on a scan. No lines: nothing to say. */
export type Section = (digest: Digest, page: Page) => Line[];

/** The name of a section and a few words about it. */
export function heading(title: string, words = ''): Line {
  return line(styled('heading', title), dim(words === '' ? '' : `  ${words}`));
}

/** How many rows are left out, and the command that shows them; nothing when none are. */
export function rest({ shown, total }: Part<unknown>, { scope }: Digest, show: ScanSection): Line[] {
  const left = total - shown.length;
  if (left <= 0) return [];
  const how = scanCommand(scope, `--show ${show}`);
  if (how === undefined) return [line(dim(`  and ${number(left)} more (--show ${show})`))];
  return [line(dim(`  and ${number(left)} more:`)), command(how, 4)];
}
