import { ACCESSES, type Access } from '../../contracts/diagnosis-evidence.ts';
import { usage } from '../../errors.ts';

const DEFAULT: readonly Access[] = ['read', 'exec'];

/**
 * What a list allows, in the order of the contract; without a list reading and exec. Reading is always in it.
 * @throws EnvauditError `usage` for an unknown word.
 */
export function allowed(list: string | undefined): Access[] {
  const words = list === undefined ? DEFAULT : list.split(',').map((word) => word.trim());
  const unknown = words.find((word) => !ACCESSES.some((access) => access === word));
  if (unknown !== undefined) {
    throw usage(
      `--allow: there is no "${unknown}"`,
      `One or more of: ${ACCESSES.join(', ')}. Such as --allow read,exec.`,
    );
  }
  return ACCESSES.filter((access) => access === 'read' || words.includes(access));
}

/** Of what is allowed, that which nothing makes use of yet. */
export function unusedAccesses(allow: readonly Access[]): Access[] {
  return allow.filter((access) => !DEFAULT.includes(access));
}
