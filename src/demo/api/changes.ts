import type { KubeObject } from './objects.ts';

/** What became of an object; without one of them it was made, or is gone. */
export interface Change {
  version: number;
  before?: KubeObject | undefined;
  /** Of one that is gone: its last state. */
  object: KubeObject;
  isGone: boolean;
}

/** The versions of the whole store, and what it remembers of how it came to the last one. */
export interface Changes {
  /** The version of now. */
  version: () => number;
  /** Remembers a change, which makes a new version, and tells who listens. */
  add: (change: (version: number) => Omit<Change, 'version'>) => void;
  /** What changed after a version; undefined where that is forgotten. */
  since: (version: number) => Change[] | undefined;
  listen: (listener: (change: Change) => void) => () => void;
  /** Forgets all that was, as etcd does every five minutes. */
  compact: () => void;
}

const FIRST_VERSION = 1000;
/** Remembered changes: as many as a watch cache has at least. */
const MOST = 100;

export function createChanges(): Changes {
  const listeners = new Set<(change: Change) => void>();
  let remembered: Change[] = [];
  let version = FIRST_VERSION;
  let oldest = FIRST_VERSION;
  return {
    version: () => version,
    add(make) {
      version += 1;
      const change = { ...make(version), version };
      remembered.push(change);
      if (remembered.length > MOST) oldest = remembered.shift()!.version;
      for (const listener of listeners) listener(change);
    },
    since: (from) => (from < oldest ? undefined : remembered.filter((change) => change.version > from)),
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    compact() {
      // Nobody has seen this version: whoever comes with an older one is too late.
      version += 1;
      oldest = version;
      remembered = [];
    },
  };
}
