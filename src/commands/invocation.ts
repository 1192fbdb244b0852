import type { AuditOptions, OutputOptions } from './audit/options.ts';
import type { DemoOptions } from './demo/options.ts';

/** What a command line means: a plain value, so that the parser can be tested without running anything. */
export type Invocation =
  | { verb: 'audit'; options: AuditOptions }
  | { verb: 'report'; file: string; options: OutputOptions }
  | { verb: 'demo'; options: DemoOptions }
  | { verb: 'version' }
  | { verb: 'help'; text: string };
