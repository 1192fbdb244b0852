import type { ContainerReport, Report } from '../../contracts/report.ts';
import type { Line } from '../layout/lines.ts';
import type { Page } from '../layout/page.ts';

/** A part of the report about one container. No lines: nothing to say. */
export type Section = (container: ContainerReport, page: Page) => Line[];

/** One that also tells of the run: when it was, what it did not see. */
export type RunSection = (container: ContainerReport, page: Page, report: Report) => Line[];

/** What `--show` takes, in the order of the report. */
export const AUDIT_SECTIONS = [
  'container',
  'count',
  'origins',
  'services',
  'links',
  'cost',
  'limit',
  'variables',
  'findings',
  'mends',
  'unseen',
  'audit',
] as const;
export type AuditSection = (typeof AUDIT_SECTIONS)[number];
