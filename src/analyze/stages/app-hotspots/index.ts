import { acceptQueueWaiting } from './accept-queue.ts';
import { childrenCreated, childrenSeen } from './children.ts';
import { contextSwitches } from './context-switches.ts';
import { cpuByThread } from './cpu-by-thread.ts';
import { deeperTools } from './deeper-tools.ts';
import { environmentPerChild, environmentSize } from './environment.ts';
import { eventLoopBlocked } from './event-loop.ts';
import { mainThread, mainThreadDisk } from './main-thread.ts';
import { majorFaults } from './major-faults.ts';
import { runQueueWait } from './run-queue-wait.ts';
import { siblings } from './siblings.ts';

/** Stage 4, what the app itself spends its time on, in the order in which the checks are shown. */
export const appHotspots = [
  mainThread,
  mainThreadDisk,
  cpuByThread,
  runQueueWait,
  contextSwitches,
  majorFaults,
  childrenCreated,
  childrenSeen,
  environmentPerChild,
  environmentSize,
  eventLoopBlocked,
  acceptQueueWaiting,
  siblings,
  deeperTools,
] as const;
