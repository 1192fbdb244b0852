import type { Mend } from '../../contracts/report.ts';
import * as mends from '../judgement/mends.ts';
import type { CollisionSubject, TemplateJudgement } from '../judgement/template.ts';
import { once } from '../judgement/once.ts';
import { linkServices } from './words.ts';

/** `enableServiceLinks: false` for the workload, see `disableServiceLinks`. */
export function switchOff({ workload }: Pick<CollisionSubject, 'workload'>): Mend {
  return once(workload, 'switchOff', () => mends.disableServiceLinks(mended(workload)));
}

/** Fewer Services in the namespace. */
export function fewerServices(input: TemplateJudgement): Mend {
  const services = linkServices(input);
  return once(input.links, `fewerServices ${services}`, () =>
    mends.fewerServices(mended(input.workload), services),
  );
}

function mended({ kind, name, apiVersion, namespace }: CollisionSubject['workload']): mends.Mended {
  return { pod: { namespace, workload: { kind, name, apiVersion } } };
}
