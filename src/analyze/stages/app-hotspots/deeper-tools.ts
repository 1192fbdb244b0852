import type { Check } from '../../../contracts/diagnosis.ts';
import type { Access } from '../../../contracts/diagnosis-evidence.ts';
import { plainCheck, unknownCheck } from '../check-of.ts';
import { table } from '../details.ts';
import { isReached } from '../thresholds.ts';
import { environmentCost } from './environment-cost.ts';
import { mainRule } from './rule.ts';
import { profilers, tracer, type DeeperTool } from './tools.ts';

/** Whether a trace or a profile is worth it, which, and how to take it by hand. */
export const deeperTools = mainRule(
  { id: 'deeper-tools', title: 'Deeper tools', scope: 'container' },
  ({ figures, sample, audit, subject, base, context }): Check => {
    if (subject === undefined) return unknownCheck(base, 'The container is unknown.');
    const { main, busy, onCpu, disk, withChild } = figures;
    const runtime = environmentCost(audit)?.judgement.runtime.id;
    const { listeners, looks } = sample.network;
    const queued = Math.max(0, ...listeners.map(({ looksQueued }) => looksQueued));
    const isBusy =
      isReached('cpu-by-thread', onCpu) || (isReached('main-thread', busy) && withChild < busy / 2);
    const isWaiting =
      isReached('main-thread-disk', disk) ||
      isReached('children-wait', withChild) ||
      (!isBusy && looks > 0 && queued / looks > 0.5);
    const tools: DeeperTool[] = [
      ...(isBusy ? profilers(subject, runtime, main.pid) : []),
      ...(isWaiting ? [tracer(subject, main.pid)] : []),
    ];
    const asked = askedButMissing(context.request.allow);
    const [first] = tools;
    if (first === undefined) {
      return plainCheck(base, {
        verdict: 'ok',
        reason: `Neither a trace nor a profile would show much: the main thread is mostly free.${asked}`,
      });
    }
    const what = isBusy && isWaiting ? 'A profile and a trace are' : isBusy ? 'A profile is' : 'A trace is';
    return plainCheck(
      { ...base, ...(first.commands[0] === undefined ? {} : { command: first.commands[0] }) },
      {
        verdict: 'notice',
        measured: tools.map(({ name }) => name).join(', '),
        reason: `${what} worth it: ${first.name} shows ${first.answers}.${asked}`,
        details: table(
          ['tool', 'answers', 'command'],
          tools.flatMap(({ name, answers, commands }) => commands.map((command) => [name, answers, command])),
        ),
      },
    );
  },
);

/** Said plainly: the flags are there, what they allow is not yet. */
function askedButMissing(allow: readonly Access[]): string {
  const missing = allow.filter((access) => access === 'trace' || access === 'profile');
  return missing.length === 0
    ? ''
    : ` --allow ${missing.join(',')} was given, but this version has no tool for it yet: use the commands by hand.`;
}
