import type { AuditOptions } from './audit/options.ts';
import type { CompareOptions } from './compare/options.ts';
import type { DiagnoseOptions } from './diagnose/options.ts';
import type { DemoOptions } from './demo/options.ts';
import type { LintOptions } from './lint/options.ts';
import type { SavedReportOptions } from './report/options.ts';
import type { ScanOptions } from './scan/options.ts';
import type { VersionOptions } from './version/options.ts';

/** What a command line means: a plain value, so that the parser can be tested without running anything. */
export type Invocation =
  | { verb: 'audit'; options: AuditOptions }
  | { verb: 'diagnose'; options: DiagnoseOptions }
  | { verb: 'scan'; options: ScanOptions }
  | { verb: 'compare'; options: CompareOptions }
  | { verb: 'lint'; options: LintOptions }
  | { verb: 'report'; options: SavedReportOptions }
  | { verb: 'demo'; options: DemoOptions }
  | { verb: 'version'; options: VersionOptions }
  | { verb: 'help'; text: string };
