import { usage } from '../../errors.ts';
import { lintFormatOf } from '../../present/lint/index.ts';
import type { OutputOptions } from '../output-options.ts';
import { refuseStdinTwice } from '../stdin-once.ts';

/** What `kubectl envaudit lint -f FILE…` takes. */
export interface LintOptions extends OutputOptions {
  /** Files, folders and charts; `-` is standard input. */
  files: string[];
  /** Look into subfolders, as kubectl's -R. */
  recursive: boolean;
  /** Add up the Services of all files, and not only of what is applied together. */
  together: boolean;
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

/** @throws EnvauditError `usage` for options that contradict each other. */
export function validateLint({ files, services, rules, baseline, namespace, output }: LintOptions): void {
  lintFormatOf(output);
  if (files.length === 0) {
    throw usage('no manifests', 'Name a file, a folder or a chart: -f FILE, or -f - for standard input.');
  }
  refuseStdinTwice([...files, services, rules, baseline]);
  // Rule: apimachinery, validation.IsDNS1123Label
  if (namespace !== undefined && !/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(namespace)) {
    throw usage(`${JSON.stringify(namespace)} is no name of a namespace`, 'Such as -n shop.');
  }
}
