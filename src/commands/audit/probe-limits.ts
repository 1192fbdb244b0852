/** What every probe keeps to unless a flag says otherwise. */
export const PROBE_LIMITS = {
  /** The full loop runs by itself only where its estimate at the CPU limit stays below this. */
  budgetMs: 2000,
  /** After so long a container that has not answered is given up. */
  deadlineSeconds: 30,
  /** Containers asked at once. */
  concurrency: 8,
} as const;
