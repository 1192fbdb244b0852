import type { Diagnosis } from '../../../contracts/diagnosis.ts';
import { line, styled, type Line } from '../../layout/lines.ts';
import type { Page } from '../../layout/page.ts';
import type { Style } from '../../theme.ts';
import { brief } from '../../layout/brief.ts';
import { causeWords } from '../words.ts';

/** The root cause and the conclusion, of which `most` lines. */
export function conclusionLines(diagnosis: Diagnosis, page: Page, most = Infinity): Line[] {
  const { rootCause } = diagnosis;
  return [
    line(styled('heading', 'ROOT CAUSE'), '  ', styled(causeStyle(diagnosis), causeWords(rootCause))),
    ...brief(page, { text: rootCause.conclusion, indent: 0, style: 'name', most }),
  ];
}

function causeStyle({ rootCause: { cause, confidence } }: Diagnosis): Style {
  if (cause === undefined) return 'severity.ok';
  return confidence === 'proved' ? 'severity.critical' : 'severity.medium';
}
