import type { Diagnosis } from '../../../contracts/diagnosis.ts';
import { pad } from '../../layout/fit.ts';
import { dim, line, styled } from '../../layout/lines.ts';
import type { Line, Span } from '../../layout/lines.ts';
import type { Page } from '../../layout/page.ts';
import { prose } from '../../layout/prose.ts';
import type { Style } from '../../theme.ts';
import { brief } from '../../layout/brief.ts';
import { causeWords, facts, stageName, stageRows } from '../words.ts';

const LABEL = 13;
/** Number, name and verdict of a stage. */
const STAGE = 37;
const NAME = 26;
const REASON_LINES = 2;

/** The root cause and the conclusion, of which `most` lines. */
export function conclusionLines(diagnosis: Diagnosis, page: Page, most = Infinity): Line[] {
  const { rootCause } = diagnosis;
  return [
    line(styled('heading', 'ROOT CAUSE'), '  ', styled(causeStyle(diagnosis), causeWords(rootCause))),
    ...brief(page, { text: rootCause.conclusion, indent: 0, style: 'name', most }),
  ];
}

/** What was diagnosed, when, and how. */
export function factsSection(diagnosis: Diagnosis, page: Page): Line[] {
  return facts(diagnosis).flatMap(([label, text]) =>
    prose(page, { text, indent: LABEL, lead: dim(pad(`  ${label}`, LABEL - 1, page.width)) }),
  );
}

/** A verdict for each stage and the reason, in the order in which they were walked through. */
export function pathSection(diagnosis: Diagnosis, page: Page): Line[] {
  return [line(styled('heading', 'STAGES')), ...stageLines(diagnosis, page, REASON_LINES)];
}

/** The same without a heading, with so many lines of the reasons: the checks say it all once more, further down. */
export function stageLines(diagnosis: Diagnosis, page: Page, most: number): Line[] {
  return stageRows(diagnosis).flatMap(({ stage, verdict, style, reason }) => {
    const label: Span[] = [
      { text: pad(`  ${stageName(stage)}`, NAME, page.width) },
      styled(style, pad(verdict, STAGE - NAME, page.width)),
    ];
    const [first = [], ...others] = brief(page, { text: reason, indent: STAGE, most });
    return [line(...label, ...first.slice(1)), ...others];
  });
}

function causeStyle({ rootCause: { cause, confidence } }: Diagnosis): Style {
  if (cause === undefined) return 'severity.ok';
  return confidence === 'proved' ? 'severity.critical' : 'severity.medium';
}
