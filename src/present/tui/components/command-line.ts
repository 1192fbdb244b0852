import { isUnsafe } from '../../text.ts';
import type { ContainerName } from '../backend.ts';

/** `kubectl envaudit VERB POD -n NAMESPACE -c CONTAINER …`, quoted for a POSIX shell; for names that no shell can be given, nothing. */
export function envauditCommand(
  verb: 'audit' | 'diagnose',
  { namespace, pod, container }: ContainerName,
  flags: readonly string[] = [],
): string | undefined {
  const words = ['kubectl', 'envaudit', verb, pod, '-n', namespace];
  if (container !== undefined) words.push('-c', container);
  return words.some(isUnsafe) ? undefined : [...words, ...flags].map(quoted).join(' ');
}

function quoted(word: string): string {
  return /^[\w%+,./:=@-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
