import { ephemeralStorage, openFiles, processCount } from './counts.ts';
import { containerStart } from './container-start.ts';
import { cpuThrottled } from './cpu-throttled.ts';
import { cpuUsage } from './cpu-usage.ts';
import { execLimit } from './exec-limit.ts';
import { execProbes } from './exec-probes.ts';
import { lastExit, oomKills, restarts } from './exits.ts';
import { initSignals } from './init-signals.ts';
import { lastLog } from './last-log.ts';
import { memoryLimitHits, memoryUsage } from './memory-usage.ts';
import { podEvents } from './pod-events.ts';
import { readiness } from './readiness.ts';
import { raisingTheLimit } from './raising-the-limit.ts';

/** Stage 2, the container’s own limits, in the order in which they are shown. */
export const appLimits = [
  containerStart,
  cpuUsage,
  cpuThrottled,
  memoryUsage,
  memoryLimitHits,
  oomKills,
  raisingTheLimit,
  restarts,
  lastExit,
  lastLog,
  podEvents,
  readiness,
  openFiles,
  processCount,
  execLimit,
  execProbes,
  ephemeralStorage,
  initSignals,
] as const;
