import { printable } from '../../text.ts';
import type { ContainerName } from '../backend.ts';
import type { Effect } from '../screen.ts';

/**
 * The question before the first command is run in a container; a yes holds for the session, until the context changes.
 * The screen hears `refresh` after a yes, and `declined` after a no.
 */
export function execQuestion({ pod, container }: ContainerName, what: readonly string[]): Effect {
  const where = container === undefined ? pod : `${pod}, container ${container}`;
  return {
    type: 'ask',
    question: `Run commands in containers, first in ${printable(where)}?`,
    details: [
      ...what,
      'They are exec sessions: they write nothing and stop nothing, but take CPU time of the container; with many thousand variables each start takes long.',
      'A yes holds for this session, until you go to another context.',
    ],
    yes: [{ type: 'allow-exec' }, { type: 'act', action: 'refresh' }],
  };
}
