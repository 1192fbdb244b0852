/**
 * What reading manifests yields, between `collect/manifests` and `analyze/lint`: inventories like those of a cluster,
 * and where everything stands in the files. It lives in memory only and is never saved.
 */
import type { Problem } from './evidence.ts';
import type { Inventory } from './inventory.ts';
import type { LintReport, Location } from './lint-report.ts';

export interface Manifests {
  /** At least one for each group of files that are applied together; an object can be in several groups. */
  inventories: LocatedInventory[];
  /** What is wrong with the files themselves. */
  faults: ManifestFault[];
  /** What is in the files and was not looked at, because there is nothing to say of it. */
  passedOver: PassedOver[];
  /** Chart templates, which are no YAML until Helm has rendered them. */
  templates: ChartTemplate[];
  /** What charts say of service links in their values. */
  chartValues: ChartValues[];
  counts: ManifestCounts;
  services: LintReport['services'];
  /** Files that could not be read. */
  problems: Problem[];
  /** What people should know about how the input was understood. */
  notes: string[];
}

export interface ManifestCounts {
  files: number;
  documents: number;
  /** Documents that are no Kubernetes objects. */
  skipped: number;
  workloads: number;
  /** In the input, not in a snapshot. */
  services: number;
}

export interface LocatedInventory {
  inventory: Inventory;
  /** Counts groups, from 0. */
  group: number;
  /**
   * The inventory 0 of a group has every object. Where several share kind, namespace and name, the second of them is in
   * the inventory 1, and so on, with the same Services.
   */
  layer: number;
  /** By {@link subjectKey}; objects of a snapshot have none. */
  places: ReadonlyMap<string, ObjectPlaces>;
}

/** Where an object and its parts stand. */
export interface ObjectPlaces {
  /**
   * The place of what a path leads to (of keys the key), or of the nearest part on the way that is there. Paths begin
   * at the pod spec of workloads and at the object of others; the empty path is the pod spec's or the object's begin.
   */
  at(path: readonly (string | number)[]): Location;
}

/** A document or an object that is none of those that lint speaks of. */
export interface PassedOver {
  location: Location;
  /** Half a sentence: `no Kubernetes object`. */
  reason: string;
}

/** Something wrong with a file or one of its documents. */
export interface ManifestFault {
  /** `unreadable`: the document was not checked. The others were: the document was taken as kubectl would take it. */
  kind: 'unreadable' | 'duplicate-key' | 'wrong-type' | 'missing-name' | 'no-containers' | 'too-many';
  /** One sentence. */
  message: string;
  location: Location;
  /** The object that it is in, when that is known. */
  object?: { namespace: string; kind: string; name: string };
}

export interface ChartTemplate {
  file: string;
  /** The chart that it is in, with its subcharts; absent for others. */
  chart?: string;
  /** The line of the file that the text begins with, from 1. */
  line: number;
  text: string;
}

export interface ChartValues {
  /** The chart, with its subcharts. */
  chart: string;
  /** Charts that it needs and that are not among its files. */
  absentCharts: string[];
  /** Its subcharts that are: what it has under their names is theirs. */
  subcharts: string[];
  values: { path: string[]; location: Location }[];
}

/** One name for an object, with which its places are found. */
export function subjectKey({
  namespace,
  kind,
  name,
}: {
  namespace: string;
  kind: string;
  name: string;
}): string {
  return `${namespace} ${kind} ${name}`;
}
