import type { Access } from '../../../contracts/diagnosis-evidence.ts';
import { defineCheck } from '../define-check.ts';
import { table } from '../details.ts';
import { subjectOf } from '../../figures/subject.ts';
import { isReached } from '../../figures/thresholds.ts';
import { atMain, PROCESSES } from './look.ts';
import { profilers, tracer, type DeeperTool } from './tools.ts';

/** Whether a trace or a profile is worth it, which, and how to take it by hand. */
export const deeperTools = defineCheck({
  id: 'deeper-tools',
  stage: 'app-hotspots',
  title: 'Deeper tools',
  scope: 'container',
  needs: PROCESSES,
  look: atMain(({ main, sample, audit, environment }, { request }) => {
    const subject = subjectOf(audit);
    if (subject === undefined) return { unknown: 'The container is unknown.' };
    const { app, busy, onCpu, disk, withChild } = main;
    const runtime = environment?.judgement.runtime.id;
    const { listeners, looks } = sample.network;
    const queued = Math.max(0, ...listeners.map(({ looksQueued }) => looksQueued));
    const isBusy =
      isReached('cpu-by-thread', onCpu) || (isReached('main-thread', busy) && withChild < busy / 2);
    const isWaiting =
      isReached('main-thread-disk', disk) ||
      isReached('children-wait', withChild) ||
      (!isBusy && looks > 0 && queued / looks > 0.5);
    const tools: DeeperTool[] = [
      ...(isBusy ? profilers(subject, runtime, app.pid) : []),
      ...(isWaiting ? [tracer(subject, app.pid)] : []),
    ];
    const asked = askedButMissing(request.allow);
    const [first] = tools;
    if (first === undefined) {
      return {
        verdict: 'ok',
        reason: `Neither a trace nor a profile would show much: the main thread is mostly free.${asked}`,
      };
    }
    const [command] = first.commands;
    const what = isBusy && isWaiting ? 'A profile and a trace are' : isBusy ? 'A profile is' : 'A trace is';
    return {
      command,
      verdict: 'notice',
      measured: tools.map(({ name }) => name).join(', '),
      reason: `${what} worth it: ${first.name} shows ${first.answers}.${asked}`,
      details: table(
        ['tool', 'answers', 'command'],
        tools.flatMap(({ name, answers, commands }) => commands.map((each) => [name, answers, each])),
      ),
    };
  }),
});

/** Said plainly: the flags are there, what they allow is not yet. */
function askedButMissing(allow: readonly Access[]): string {
  const missing = allow.filter((access) => access === 'trace' || access === 'profile');
  return missing.length === 0
    ? ''
    : ` --allow ${missing.join(',')} was given, but this version has no tool for it yet: use the commands by hand.`;
}
