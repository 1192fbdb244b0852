import type { Origin } from '../../contracts/report.ts';

/** The origins of variables in a person's words. */
export const ORIGIN_NAMES: Record<Origin, string> = {
  'service-link': 'service links',
  ghost: 'links of deleted Services',
  kubernetes: 'kubernetes Service',
  declared: 'env in the pod spec',
  'env-from': 'envFrom in the pod spec',
  'image-or-runtime': 'image or runtime',
  unknown: 'unknown',
};
