import { VERDICTS, type Severity, type Verdict } from '../contracts/report.ts';

/** Whether the worst that was found is as bad as `--fail-on`, or worse; false without that flag. */
export function failsOn(failOn: Severity | undefined, worst: Verdict): boolean {
  return failOn !== undefined && VERDICTS.indexOf(worst) >= VERDICTS.indexOf(failOn);
}
