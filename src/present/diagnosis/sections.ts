/** What `--show` takes, in the order of the note. The stages have the names that `--stages` takes. */
export const DIAGNOSIS_SECTIONS = [
  'subject',
  'why',
  'mends',
  'stages',
  'contributing',
  'ruled-out',
  'surer',
  'host-resources',
  'app-limits',
  'dependency-services',
  'app-hotspots',
  'unseen',
] as const;
export type DiagnosisSection = (typeof DIAGNOSIS_SECTIONS)[number];
