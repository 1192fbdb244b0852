import type { Evidence } from '../../contracts/evidence.ts';
import type { SampleEvidence } from '../../contracts/sample-evidence.ts';
import { cpuWait, type CpuWait } from './container/cpu-wait.ts';
import { environmentPasses, type EnvironmentPasses } from './environment/passes.ts';
import { environmentCost } from './environment/environment-cost.ts';
import { linksShare, type EnvironmentShare } from './environment/share.ts';
import { mainFigures, type MainFigures } from './container/main-thread.ts';
import { otherThreads, type OtherThreads } from './container/other-threads.ts';
import { memoised } from './memoised.ts';
import { spawnsOf, type Spawns } from './container/spawns.ts';
import { quietWindow } from './container/throttling.ts';

/** What watching a container over a window tells, for checks and causes alike; what is absent is not known. */
export interface Watched {
  main?: MainFigures;
  /** Those beside the main one; absent where that does most of the work. */
  threads?: OtherThreads;
  spawns?: Spawns;
  /** What the main thread waited for a CPU, and for whom; absent where the two cannot be told apart. */
  wait?: CpuWait;
  /** Which part of the time the environment takes; absent where children or their cost are unknown. */
  share?: EnvironmentShare;
  /** Passes over the environment that may keep the main thread busy; absent where they cannot. */
  passes?: EnvironmentPasses;
  /** CPU that the container used, in cores, without what looking cost. */
  cores?: number;
  /** The same without what service links cost. */
  coresWithoutLinks?: number;
}

/** Each figure once, whoever asks. */
export const watched = memoised((audit: Evidence, sample: SampleEvidence): Watched => {
  const cost = environmentCost(audit);
  const spawns = spawnsOf(sample, cost?.child?.cpuMs);
  const quiet = quietWindow({ audit, sample: { known: true, value: sample } });
  const main = mainFigures(sample, spawns);
  const wait = cpuWait(sample, quiet);
  const share = cost === undefined ? undefined : linksShare({ cost, sample, spawns });
  const passes = cost === undefined ? undefined : environmentPasses(cost, sample, { main, spawns, wait });
  const threads = main && otherThreads(main);
  const { cores } = quiet;
  return {
    ...(main && { main }),
    ...(threads && { threads }),
    ...(spawns && { spawns }),
    ...(wait && { wait }),
    ...(share && { share }),
    ...(passes && { passes }),
    ...(cores === undefined ? {} : { cores }),
    ...(cores === undefined || share === undefined
      ? {}
      : { coresWithoutLinks: Math.max(0, cores - share.linksCores) }),
  };
});
