import { shellLine } from '../../command.ts';
import { tracer } from '../app-hotspots/tools.ts';
import { TOO_SHORT } from '../short-window.ts';
import type { Facts } from './facts.ts';
import type { Surer } from './weigh.ts';

/** The same diagnosis again, with more. */
export function again({ subject }: Pick<Facts, 'subject'>, ...more: string[]): string {
  const { target, pod, container } = subject;
  const chosen = target.startsWith('-') ? `pod/${pod.name}` : target;
  return shellLine([
    'kubectl',
    'envaudit',
    'diagnose',
    chosen,
    '-n',
    pod.namespace,
    '-c',
    container.name,
    ...more,
  ]);
}

/** Look from inside the container; for longer where that was done, and too shortly. */
export function allowExec(facts: Facts): Surer {
  const { sample } = facts.evidence;
  if (!sample.known && sample.problem.code === TOO_SHORT) return watchLonger(facts);
  if (facts.evidence.request.allow.includes('exec')) return mendLook(facts);
  return { text: INSIDE, command: again(facts, '--allow', 'read,exec') };
}

/** Looking was allowed, and something was in its way. */
function mendLook(facts: Facts): Surer {
  const { sample } = facts.evidence;
  const command = again(facts);
  if (sample.known) return { text: INSIDE, command };
  const { message, hint } = sample.problem;
  return {
    text: `Look from inside the container, which was not possible: ${message}.${hint === undefined ? '' : ` ${hint}`}`,
    command,
  };
}

const INSIDE =
  'Look from inside the container: threads, children, throttling and connections are seen only there.';

/** Watch for longer. */
export function watchLonger(facts: Facts): Surer {
  return {
    text: 'Watch for longer: what happens once a minute is not in a short window.',
    command: again(facts, '--window', '60s'),
  };
}

/** Ask what is complained about, from inside. */
export function askUrl(facts: Facts, what = 'URL_OF_THE_APP_OR_OF_A_DEPENDENCY'): Surer {
  return {
    text: 'Time requests from inside the container: the app’s own URL shows the symptom, a dependency’s URL clears or convicts it.',
    command: again(facts, '--url', what, '--requests', '100'),
  };
}

/** Which function it is. */
export function profile(facts: Facts): Surer {
  const tool = facts.checks('deeper-tools').find(({ command }) => command !== undefined);
  return {
    text: 'A profile names the function, and with it whether it is the app’s own work or a pass over its environment.',
    ...(tool?.command === undefined ? {} : { command: tool.command }),
  };
}

/** The command that traces a process. */
export function traceOf({ subject }: Facts, pid: number): { command?: string } {
  const [command] = tracer(subject, pid).commands;
  return command === undefined ? {} : { command };
}
