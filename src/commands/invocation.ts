import type { AuditOptions } from './audit/command.ts';
import type { CompareOptions } from './compare/command.ts';
import type { DiagnoseOptions } from './diagnose/command.ts';
import type { DemoOptions } from './demo/command.ts';
import type { LintOptions } from './lint/command.ts';
import type { SavedReportOptions } from './report/command.ts';
import type { ScanOptions } from './scan/command.ts';
import type { VersionOptions } from './version/command.ts';

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
