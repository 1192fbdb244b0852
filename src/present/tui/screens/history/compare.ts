import { duration, number, size } from '../../../../units.ts';
import { dim, line, styled, type Line } from '../../../layout/lines.ts';
import type { Page } from '../../../layout/page.ts';
import { prose } from '../../../layout/prose.ts';
import { fit } from '../../paint.ts';
import { checkName, STAGE_NAMES } from '../../../diagnosis/words.ts';
import type { Figures } from './figures.ts';

const LABEL = 22;
const FIGURE = 11;

/** What two entries have in their figures, side by side, and which verdicts changed. */
export function compareLines(before: Figures, after: Figures, page: Page): Line[] {
  return [
    line(dim(`  ${fit('', LABEL)}${fit('BEFORE', FIGURE)}${fit('AFTER', FIGURE)}CHANGE`)),
    ...figureLine('variables', before.variables, after.variables, number),
    ...figureLine('size', before.bytes, after.bytes, size),
    ...childLine(before, after),
    ...figureLine('the same at the limit', before.effectiveMs, after.effectiveMs, duration),
    ...prose(page, {
      text: `${before.outcome} → ${after.outcome}`,
      indent: LABEL + 2,
      lead: { text: '  outcome' },
    }),
    ...changedVerdicts(before, after, page),
  ];
}

/** `924 times less`, `3 % more`, `the same`. */
export function change(before: number, after: number): string {
  if (before === after) return 'the same';
  if (before <= 0 || after <= 0) return after > before ? 'more' : 'less';
  const [ratio, word] = after > before ? [after / before, 'more'] : [before / after, 'less'];
  if (ratio >= 2) return `${ratio < 10 ? ratio.toFixed(1) : number(ratio)} times ${word}`;
  const percent = (Math.abs(after - before) / before) * 100;
  return percent < 0.5 ? 'about the same' : `${Math.round(percent)} % ${word}`;
}

/** Two diagnoses tell it in their own words, which are estimates and no measure for a probe. */
function childLine(before: Figures, after: Figures): Line[] {
  const label = 'CPU per child process';
  if (before.child === undefined || after.child === undefined) {
    return figureLine(label, before.childMs, after.childMs, duration);
  }
  return [line(`  ${fit(label, LABEL)}${before.child} → ${after.child}`)];
}

function figureLine(
  label: string,
  before: number | undefined,
  after: number | undefined,
  format: (value: number) => string,
): Line[] {
  if (before === undefined && after === undefined) return [];
  const text = (value: number | undefined): string => (value === undefined ? 'unknown' : format(value));
  const known = before !== undefined && after !== undefined;
  return [
    line(
      `  ${fit(label, LABEL)}${fit(text(before), FIGURE)}${fit(text(after), FIGURE)}`,
      styled('name', known ? change(before, after) : ''),
    ),
  ];
}

function changedVerdicts(before: Figures, after: Figures, page: Page): Line[] {
  if (before.stages === undefined || after.stages === undefined) return [];
  const stages = Array.from(after.stages, ([stage, verdict]) => ({
    name: STAGE_NAMES[stage],
    from: before.stages?.get(stage),
    to: verdict,
  }));
  const checks = Array.from(after.checks ?? [], ([key, check]) => {
    const earlier = before.checks?.get(key);
    return { name: checkName(check), from: earlier?.verdict, to: check.verdict };
  });
  const changed = [...stages, ...checks].filter(({ from, to }) => from !== undefined && from !== to);
  return [
    line(styled('heading', changed.length === 0 ? 'No verdict changed' : 'Verdicts that changed')),
    ...changed.flatMap(({ name, from, to }) => prose(page, { text: `${name}: ${from} → ${to}`, indent: 2 })),
  ];
}
