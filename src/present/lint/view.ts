import type { Severity } from '../../contracts/report.ts';
import type { RuleTexts } from '../findings/rules.ts';
import type { View } from '../view.ts';

/** How findings in files shall look. */
export interface LintView extends View {
  /** For JUnit: from which severity on a finding fails. */
  failOn?: Severity | undefined;
  /** For SARIF: what the codes of the findings mean. */
  rules?: RuleTexts;
}
