/** What is heard of a container's log while somebody looks at it. They come from `collect/logs`; `over` is the last one. */
import type { Problem } from './evidence.ts';

export type LogEvent =
  /** How the container is, whenever that has changed. */
  | { type: 'container'; container: LogContainer }
  /** What was written, oldest first. Lines that came faster than anybody can read are left out, and counted. */
  | { type: 'lines'; lines: LogLine[]; skipped: number }
  /** What follows was written by another run of the container than what was before. */
  | { type: 'next-run'; container: LogContainer }
  /** Whether the log is heard; with `problem` it is not, and will be tried again then (milliseconds since the epoch). */
  | { type: 'heard'; problem?: Problem; retryAt?: number }
  /** Nothing more will come, and why. */
  | { type: 'over'; why: string };

/** A container as its pod tells it. */
export interface LogContainer {
  name: string;
  /** All of the pod, in the order in which they stand there: containers first. */
  all: string[];
  /** Whether it writes now, has ended and may start again, has ended for good, or has never run so far. */
  state: 'runs' | 'ended' | 'over' | 'waits';
  /** Why it does not run; empty for one that does. */
  why: string;
  restarts: number;
}

/** A line without escapes, without what looks like a secret, and of bounded length. */
export interface LogLine {
  /** RFC 3339, as the container runtime wrote it. */
  at?: string;
  text: string;
}
