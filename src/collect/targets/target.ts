import { EnvauditError, EXIT } from '../../errors.ts';
import { TARGET_KINDS, targetKind, type TargetKind } from './kinds.ts';

/** What the user named: one pod, or a workload of which a running pod is to be chosen. */
export interface Target {
  /** As typed, for messages. */
  typed: string;
  kind: TargetKind;
  name: string;
}

/** Object names are DNS subdomains; `.` and `..` alone would be path segments. RFC 1123, validation.go. */
const OBJECT_NAME = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;
const LONGEST_NAME = 253;

/**
 * Reads `NAME` or `TYPE/NAME` as kubectl exec does.
 * @throws EnvauditError `usage` for an unknown type or a name that no object can have.
 */
export function parseTarget(typed: string): Target {
  const slash = typed.indexOf('/');
  const type = slash < 0 ? 'pod' : typed.slice(0, slash);
  const name = slash < 0 ? typed : typed.slice(slash + 1);
  const kind = targetKind(type);
  if (kind === undefined) throw unknownKind(type);
  if (!OBJECT_NAME.test(name) || name.length > LONGEST_NAME) throw invalidName(typed, name);
  return { typed, kind, name };
}

function unknownKind(type: string): EnvauditError {
  const known = TARGET_KINDS.map(({ kind }) => kind).join(', ');
  return new EnvauditError('usage', `the server doesn't have a resource type "${type}" that has pods`, {
    hint: `Name a pod, or TYPE/NAME with one of these types: ${known}.`,
    exitCode: EXIT.usage,
  });
}

function invalidName(typed: string, name: string): EnvauditError {
  const what = name === '' ? `"${typed}" names no object` : `"${name}" is not a valid object name`;
  return new EnvauditError('usage', what, {
    hint: 'Give a pod as POD or pod/NAME, a workload as TYPE/NAME: kubectl envaudit deploy/web',
    exitCode: EXIT.usage,
  });
}
