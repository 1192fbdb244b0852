import type { Diagnosis } from '../../contracts/diagnosis.ts';
import { EXIT, type ExitCode } from '../../errors.ts';
import type { Flags } from '../flags.ts';

/** How sure a cause that is named is, the least first. */
export const SURENESSES = ['possible', 'likely', 'proved'] as const;
export type Sureness = (typeof SURENESSES)[number];

/** `--fail-on-cause`: from which sureness on a cause that is named fails a build. */
export const failOnCauseFlag = {
  'fail-on-cause': {
    choices: SURENESSES,
    description: 'Exit with 3 when a root cause is named that is as sure, or surer',
  },
} as const satisfies Flags;

/** The exit code that a diagnosis asks for: the cause counts more than what could not be seen. */
export function diagnosisExitCode(
  { rootCause, incomplete }: Diagnosis,
  failOnCause: Sureness | undefined,
): ExitCode {
  const { cause, confidence } = rootCause;
  const isSureEnough =
    failOnCause !== undefined &&
    confidence !== 'none' &&
    SURENESSES.indexOf(confidence) >= SURENESSES.indexOf(failOnCause);
  if (cause !== undefined && isSureEnough) return EXIT.findings;
  return incomplete.length > 0 ? EXIT.incomplete : EXIT.ok;
}
