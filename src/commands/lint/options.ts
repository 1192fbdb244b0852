import type { OutputOptions } from '../output-options.ts';

/** What `kubectl envaudit lint -f FILE…` takes. */
export interface LintOptions extends OutputOptions {
  /** Files and folders; `-` is standard input. */
  files: string[];
  /** Look into subfolders, as kubectl's -R. */
  recursive: boolean;
  /** A file of `scan --save`, whose Services are predicted with. */
  services: string | undefined;
  /** The namespace of objects that name none. */
  namespace: string | undefined;
  /** Rules of the user's own. */
  rules: string | undefined;
  /** Findings of this file are known and not told again. */
  baseline: string | undefined;
  /** Write all findings there as the new baseline. */
  writeBaseline: string | undefined;
}
