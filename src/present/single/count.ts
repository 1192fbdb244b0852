import type { CountReport } from '../../contracts/report.ts';
import { size, number } from '../../units.ts';
import { gridHead, gridRow } from '../layout/grid.ts';
import type { Page } from '../layout/page.ts';
import { points } from '../layout/prose.ts';
import type { Section } from './section.ts';

/** How many variables: as the documented command says it, exactly, and in the main process; and why these differ. */
export const countSection: Section = ({ count: counts }, page) => {
  const { envWcL, exec, main } = counts;
  if (exec === undefined && main === undefined && envWcL === undefined) return [];
  return [
    gridHead(page, { label: 'VARIABLES', first: 'COUNT', second: 'SIZE' }),
    gridRow(page, {
      label: 'env | wc -l',
      first: envWcL === undefined ? '-' : number(envWcL),
      rest: envWcL === undefined ? 'no shell, or no env' : 'the documented command',
    }),
    gridRow(page, { label: 'exec gets', ...figures(exec), rest: exec && 'exact' }),
    gridRow(page, {
      label: 'main process got',
      ...figures(main),
      rest: main?.clobbered === true ? 'at least (overwritten)' : main && 'exact, at its start',
    }),
    ...points(explanations(counts, page), page),
  ];
};

function explanations({ mainUnknown, added, removed, why }: CountReport, page: Page): string[] {
  return [
    ...(mainUnknown === undefined ? [] : [`Main process: ${mainUnknown}.`]),
    ...why,
    ...(page.verbose && added.length > 0 ? [`Only in the main process: ${added.join(', ')}.`] : []),
    ...(page.verbose && removed.length > 0 ? [`Only in exec: ${removed.join(', ')}.`] : []),
  ];
}

function figures(block: { variables: number; bytes: number } | undefined): { first: string; second: string } {
  if (block === undefined) return { first: '-', second: '-' };
  return { first: number(block.variables), second: size(block.bytes) };
}
