import { usage } from '../../errors.ts';
import { lintFormatOf } from '../../present/lint/index.ts';
import { refuseStdinTwice } from '../stdin-once.ts';
import type { LintOptions } from './command.ts';

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
