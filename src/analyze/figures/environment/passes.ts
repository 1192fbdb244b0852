import type { SampleEvidence } from '../../../contracts/sample-evidence.ts';
import { increase } from '../window/rates.ts';
import type { EnvironmentCost } from './environment-cost.ts';
import type { CpuWait } from '../container/cpu-wait.ts';
import type { MainFigures } from '../container/main-thread.ts';
import type { Spawns } from '../container/spawns.ts';

/** Passes over the environment without a child: `{...process.env}`, `Object.keys(process.env)` for each request. */
export interface EnvironmentPasses {
  /** CPU time of one pass, in ms. */
  passMs: number;
  /** Percent of a core that the main thread uses, for whatever it is. */
  onCpu: number;
  /** Percent of the time in which it wanted a CPU besides that, and others had it. */
  behindOthers: number;
  /** CPU time of the main thread for each connection that came, where it is about that of a pass or some of them. */
  perConnectionMs?: number;
  connections?: number;
}

interface Figures {
  main: MainFigures | undefined;
  spawns: Spawns | undefined;
  wait: CpuWait | undefined;
}

/** Shorter ones slow nobody. */
const FELT_MS = 50;
/** A thread that wants a CPU less often has room. */
const BUSY_PERCENT = 25;
/** Passes are made as a whole: a stretch is as long as one of them, with some room for what a busy node does to the timing. */
const LEAST_OF_A_PASS = 0.5;
/** A request may copy the environment in part, or several times. */
const PER_REQUEST: readonly [number, number] = [0.3, 3];

/**
 * Undefined where the main thread cannot be busy with passes: no Node.js, whose process.env asks the C library for every
 * variable (https://github.com/nodejs/node/blob/main/src/node_env_var.cc), an environment that costs nothing, a thread that
 * has room or never runs for as long as a pass takes, and where children are there to pay for it.
 */
export function environmentPasses(
  { child, judgement, known }: EnvironmentCost,
  sample: SampleEvidence,
  { main, spawns, wait }: Figures,
): EnvironmentPasses | undefined {
  if (!known || judgement.runtime.id !== 'node' || child === undefined) return undefined;
  if (spawns === undefined || (spawns.byMain ?? 0) > 0) return undefined;
  const passMs = child.cpuMs;
  const { onCpu = 0, stretchMs = 0 } = main ?? {};
  const behindOthers = wait?.others ?? 0;
  if (passMs < FELT_MS || onCpu + behindOthers < BUSY_PERCENT || stretchMs < passMs * LEAST_OF_A_PASS)
    return undefined;
  const connections = increase(sample.network.counters['Tcp.PassiveOpens']);
  const each = connections ? (main?.app.mainThreadCpuMs ?? 0) / connections : 0;
  const isLike = each >= passMs * PER_REQUEST[0] && each <= passMs * PER_REQUEST[1];
  return {
    passMs,
    onCpu,
    behindOthers,
    ...(isLike && connections !== undefined ? { perConnectionMs: each, connections } : {}),
  };
}
