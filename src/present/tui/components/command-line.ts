import type { ContainerName } from '../backend.ts';
import { plainCommand } from '../plain-command.ts';

/** `kubectl envaudit VERB POD -n NAMESPACE -c CONTAINER …`; undefined where a name is not plain. */
export function envauditCommand(
  verb: 'audit' | 'diagnose',
  { namespace, pod, container }: ContainerName,
  flags: readonly string[] = [],
): string | undefined {
  const words = ['kubectl', 'envaudit', verb, pod, '-n', namespace];
  const command = plainCommand([...words, ...(container === undefined ? [] : ['-c', container])]);
  if (command === undefined) return undefined;
  // Flags are the user's own; a URL has characters that a shell would take for itself.
  const quoted = flags.map((flag) => plainCommand([flag]) ?? `'${flag.replaceAll("'", String.raw`'\''`)}'`);
  return [command, ...quoted].join(' ');
}
