import type { Known, Problem, Timed, TimingEvidence } from '../../../contracts/evidence.ts';
import { runtimes } from '../../runtimes/index.ts';
import { timingSeconds, type ProbeRequest } from '../request.ts';
import type { Fields } from './fields.ts';
import { decimal } from './fields.ts';
import { garbage } from './problems.ts';
import { skipReason } from './skip-reason.ts';

const MOST_RUNS = 16;
/** Exit codes of a program that was killed for its CPU time or at the deadline (128 + SIGKILL, SIGTERM, SIGXCPU). */
const KILLED: ReadonlySet<number> = new Set([137, 143, 152]);

/** What the environment costs in the container's runtime, or why nothing was timed. */
export function parseTiming(
  fields: Fields,
  request: ProbeRequest,
  cpuLimit: number | 'none' | undefined,
): Known<TimingEvidence> {
  const reason = fields.one('timing-unknown');
  if (reason !== undefined) return unknown(whyUnknown(reason));
  const runtime = fields.text('timing-runtime', 40);
  if (runtime === undefined) return unknown(WITHOUT);
  if (!runtimes.some(({ id }) => id === runtime)) throw garbage('it timed an unknown runtime', runtime);
  const exit = fields.integer('timing-exit');
  const killed = exit !== undefined && KILLED.has(exit);
  if (!killed && fields.one('timing-variables') === undefined) return unknown(failed(runtime, exit));
  if (killed && fields.one('timing-variables') === undefined) return unknown(late(runtime, request));
  return { known: true, value: readTiming({ fields, request, cpuLimit, runtime, killed }) };
}

interface Reading {
  fields: Fields;
  request: ProbeRequest;
  cpuLimit: number | 'none' | undefined;
  runtime: string;
  killed: boolean;
}

function readTiming({ fields, request, cpuLimit, runtime, killed }: Reading): TimingEvidence {
  const version = fields.text('timing-version', 100);
  const variables = fields.integer('timing-variables');
  const estimateText = fields.one('timing-estimate');
  const estimateCpuMs = estimateText === undefined ? undefined : decimal('timing-estimate', estimateText);
  const loop = timed(fields, 'timing-loop');
  const word =
    fields.text('timing-loop-skipped', 100) ?? (killed && loop.length === 0 ? 'deadline' : undefined);
  const spawnError = fields.text('timing-spawn-error', 200);
  return {
    runtime,
    version,
    variables,
    estimateCpuMs,
    loop,
    ...(word === undefined ? {} : { loopSkipped: skipReason(word, { request, cpuLimit, estimateCpuMs }) }),
    spawnInherited: timed(fields, 'timing-spawn-inherited'),
    spawnSmall: timed(fields, 'timing-spawn-small'),
    spawnError,
  };
}

function timed(fields: Fields, key: string): Timed[] {
  return fields.all(key, MOST_RUNS).map((text) => {
    const [wall = '', cpu = ''] = text.split(' ');
    return { wallMs: decimal(key, wall), cpuMs: decimal(key, cpu) };
  });
}

const WITHOUT: Problem = {
  code: 'no-runtime',
  message: 'no runtime that can be timed runs in this container',
  hint: 'Costs come from the model, as an estimate. Programs that are compiled hardly pay for their environment.',
};

function whyUnknown(text: string): Problem {
  const [reason, ...words] = text.split(' ');
  if (reason === 'low-memory') {
    const [left, need] = words.map((word) => (/^-?\d{1,9}$/.test(word) ? word : '?'));
    return {
      code: 'low-memory',
      message: `only ${left} MB are left under the container's memory limit; timing would need ${need} MB`,
      hint: 'The costs come from the model. Nothing was started beside the application.',
    };
  }
  if (reason !== 'not-startable') return WITHOUT;
  return {
    code: 'not-timed',
    message: 'the runtime of the main process cannot run a program of its own here',
  };
}

function failed(runtime: string, exit: number | undefined): Problem {
  return {
    code: 'not-timed',
    message: `${runtime} runs in this container, but could not run the timing program (exit code ${exit ?? 'unknown'})`,
    ...(runtime === 'java'
      ? { hint: 'That takes a JDK, 11 or later; images with only a JRE get the model.' }
      : {}),
  };
}

function late(runtime: string, request: ProbeRequest): Problem {
  return {
    code: 'timing-deadline',
    message: `${runtime} did not start within the probe's deadline of ${timingSeconds(request)} s`,
    hint: 'The CPU limit may be used up. --probe-timeout SECONDS allows more.',
  };
}

function unknown(problem: Problem): Known<TimingEvidence> {
  return { known: false, problem };
}
