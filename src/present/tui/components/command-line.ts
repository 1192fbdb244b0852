import type { ContainerName } from '../backend.ts';
import { plainCommand } from '../plain-command.ts';

/** `kubectl envaudit VERB POD -n NAMESPACE -c CONTAINER …`; undefined where a name is not plain. */
export function envauditCommand(
  verb: 'audit' | 'diagnose',
  { namespace, pod, container }: ContainerName,
  flags: readonly string[] = [],
): string | undefined {
  const words = ['kubectl', 'envaudit', verb, pod, '-n', namespace];
  return plainCommand([...words, ...(container === undefined ? [] : ['-c', container]), ...flags]);
}
