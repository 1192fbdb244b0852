import type { Diagnosis } from '../../../diagnosis.ts';
import { pad } from '../../layout/fit.ts';
import { dim, line, styled } from '../../layout/lines.ts';
import type { Line, Span } from '../../layout/lines.ts';
import type { Page } from '../../layout/page.ts';
import { prose } from '../../layout/prose.ts';
import type { Style } from '../../theme.ts';
import { brief } from '../../layout/brief.ts';
import { causeWords, facts, stageName, stageRows, type StageRow } from '../words.ts';

const LABEL = 13;
/** Number, name and verdict of a stage. */
const STAGE = 37;
const NAME = 26;
const REASON_LINES = 2;

/** The conclusion, and what it is about. */
export function headline(diagnosis: Diagnosis, page: Page): Line[] {
  const { rootCause } = diagnosis;
  return [
    line(styled('heading', 'ROOT CAUSE'), '  ', styled(causeStyle(diagnosis), causeWords(rootCause))),
    ...prose(page, { text: rootCause.conclusion, indent: 0, style: 'name' }),
    line(),
    ...facts(diagnosis).flatMap(([label, text]) =>
      prose(page, { text, indent: LABEL, lead: dim(pad(`  ${label}`, LABEL - 1, page.width)) }),
    ),
  ];
}

/** A verdict for each stage and the reason, in the order in which they were walked through. */
export function pathSection(diagnosis: Diagnosis, page: Page): Line[] {
  return [line(styled('heading', 'STAGES')), ...stageRows(diagnosis).flatMap((row) => stageLine(row, page))];
}

function stageLine({ stage, verdict, style, reason }: StageRow, page: Page): Line[] {
  const label: Span[] = [
    { text: pad(`  ${stageName(stage)}`, NAME, page.width) },
    styled(style, pad(verdict, STAGE - NAME, page.width)),
  ];
  // The checks say it all once more, further down.
  return brief(page, { text: reason, indent: STAGE, most: REASON_LINES }).map((row, index) =>
    index === 0 ? line(...label, ...row.slice(1)) : row,
  );
}

function causeStyle({ rootCause: { cause, confidence } }: Diagnosis): Style {
  if (cause === undefined) return 'severity.ok';
  return confidence === 'proved' ? 'severity.critical' : 'severity.medium';
}
