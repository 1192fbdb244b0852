/**
 * Contract 2 for manifests: what `lint` says about files, each finding with its place. Published as
 * docs/lint-report.schema.json.
 */
import type { Problem } from './evidence.ts';
import type { Verdict } from './report.ts';
import type { SubjectFinding } from './scan-report.ts';

export const LINT_REPORT_API_VERSION = 'envaudit/v1';

export interface LintReport {
  apiVersion: typeof LINT_REPORT_API_VERSION;
  kind: 'LintReport';
  tool: { version: string };
  summary: {
    files: number;
    documents: number;
    workloads: number;
    services: number;
    /** Documents that are no Kubernetes objects. */
    skipped?: number;
    /** Chart templates, of which only their way of rendering enableServiceLinks was checked. */
    templates?: number;
    bySeverity: Record<Verdict, number>;
    worst: Verdict;
    /** Findings that the baseline knows; they are not in `findings`. */
    known: number;
  };
  /** Where the Services come from that were predicted with: `the same input`, a snapshot's file, or none. */
  services: {
    from: 'input' | 'snapshot' | 'none';
    file?: string;
    count: number;
    /** Of those, without a cluster IP as yet: one of typical length was assumed, so that sizes are estimates. */
    estimated?: number;
  };
  /** In the order of file and line. */
  findings: LocatedFinding[];
  /** Files and documents that could not be read. */
  incomplete: Problem[];
}

export interface LocatedFinding extends SubjectFinding {
  location: Location;
  /** The same for the same finding in the same object, whatever line it stands on: what a baseline keeps. */
  fingerprint: string;
}

export interface Location {
  /** As given on the command line or found below it; `-` for standard input. */
  file: string;
  /** From 1. */
  line: number;
  column: number;
}
