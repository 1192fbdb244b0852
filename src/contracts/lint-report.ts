/**
 * Contract 2 for manifests: what `lint` says about files, each finding with its place. Published as
 * docs/lint-report.schema.json.
 */
import type { Problem } from './evidence.ts';
import type { Verdict } from './report.ts';
import type { SubjectFinding } from './scan-report.ts';
import type { Count, Ordinal } from './values.ts';

export const LINT_REPORT_API_VERSION = 'envaudit/v1';

/** What `kubectl envaudit lint -o json` and `-o yaml` print. Keys are only added within a version. */
export interface LintReport {
  apiVersion: typeof LINT_REPORT_API_VERSION;
  kind: 'LintReport';
  tool: { version: string };
  summary: {
    /** Files that were read. */
    files: Count;
    documents: Count;
    /** Pod templates; an object can have several. */
    workloads: Count;
    /** In the input, not in a snapshot. */
    services: Count;
    /** Documents that are no Kubernetes objects. */
    skipped?: Count;
    /** Chart templates, of which only their way of rendering enableServiceLinks was checked. */
    templates?: Count;
    /** Findings by severity. */
    bySeverity: Record<Verdict, Count>;
    worst: Verdict;
    /** Findings that the baseline knows; they are not in `findings`. */
    known: Count;
  };
  /** Where the Services come from that were predicted with: `the same input`, a snapshot's file, or none. */
  services: {
    from: 'input' | 'snapshot' | 'none';
    /** Of the snapshot. */
    file?: string;
    count: Count;
    /** Of those, without a cluster IP as yet: one of typical length was assumed, so that sizes are estimates. */
    estimated?: Count;
  };
  /** In the order of file and line; without those that the baseline knows. */
  findings: LocatedFinding[];
  /** Files and documents that could not be read. */
  incomplete: Problem[];
}

/** A finding, what it is about, and where it stands. */
export interface LocatedFinding extends SubjectFinding {
  location: Location;
  /** The same for the same finding in the same object, whatever line it stands on: what a baseline keeps. */
  fingerprint: string;
}

export interface Location {
  /** As given on the command line or found below it; `-` for standard input. */
  file: string;
  /** From 1. */
  line: Ordinal;
  column: Ordinal;
}
