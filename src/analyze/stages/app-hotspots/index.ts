import type { CheckRule } from '../check-rule.ts';
import { childrenCreated, childrenSeen } from './children.ts';
import { deeperTools } from './deeper-tools.ts';
import { environmentPerChild, environmentSize } from './environment.ts';
import { acceptQueueWaiting, eventLoopBlocked } from './event-loop.ts';
import { cpuByThread, mainThread } from './main-thread.ts';
import { siblings } from './siblings.ts';
import { contextSwitches, majorFaults, runQueueWait } from './waiting.ts';

/** Stage 4: what does the app itself spend its time on? */
export const appHotspots: readonly CheckRule[] = [
  mainThread,
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
];
