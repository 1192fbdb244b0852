import type { Mend } from '../../contracts/report.ts';
import * as mends from './mends.ts';
import type { CollisionSubject, Told } from './template.ts';

/** `enableServiceLinks: false` for the workload, see `disableServiceLinks`. */
export function switchOff({ workload }: Pick<CollisionSubject, 'workload'>): Mend {
  return mends.disableServiceLinks(mended(workload));
}

/** Fewer Services in the namespace. */
export function fewerServices(input: Told): Mend {
  return mends.fewerServices(mended(input.workload), input.services);
}

function mended({ kind, name, apiVersion, namespace }: CollisionSubject['workload']): mends.Mended {
  return { pod: { namespace, workload: { kind, name, apiVersion } } };
}
