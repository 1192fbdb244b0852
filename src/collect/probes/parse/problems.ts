import { EnvauditError } from '../../../errors.ts';
import { cleanText } from '../../cluster/clean-text.ts';

const REPLACED =
  'Something in the image may replace its shell or its tools. kubectl exec shows what env prints there.';

/** The answer breaks the wire format. What it said is shown short and clean. */
export function garbage(what: string, said?: string): EnvauditError {
  const quote = said === undefined ? '' : `: ${JSON.stringify(cleanText(said, 80))}`;
  return new EnvauditError('probe-garbage', `the container's answer makes no sense, ${what}${quote}`, {
    hint: REPLACED,
  });
}

/** More bytes or lines than an honest answer has. */
export function tooLarge(what: string): EnvauditError {
  return new EnvauditError('probe-too-large', `the container's answer is too large: ${what}`, {
    hint: REPLACED,
  });
}

/** The answer stops before its last line. */
export function incomplete(what: string): EnvauditError {
  return new EnvauditError('probe-incomplete', `the container's answer ends early: ${what}`, {
    hint: 'The probe may have been killed: too little memory, or the container ended. Run the command again.',
  });
}
