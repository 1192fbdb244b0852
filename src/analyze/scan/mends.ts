import type { WorkloadInventory } from '../../inventory.ts';
import type { Mend } from '../../report.ts';
import * as mends from '../mends.ts';
import type { TemplateJudgement } from './judgement.ts';
import { once } from './once.ts';
import { linkServices } from './words.ts';

/** `enableServiceLinks: false` for the workload, see `disableServiceLinks`. */
export function switchOff({ workload }: TemplateJudgement): Mend {
  return once(workload, 'switchOff', () => mends.disableServiceLinks(mended(workload)));
}

/** Fewer Services in the namespace. */
export function fewerServices(input: TemplateJudgement): Mend {
  const services = linkServices(input);
  return once(input.links, `fewerServices ${services}`, () =>
    mends.fewerServices(mended(input.workload), services),
  );
}

function mended({ kind, name, apiVersion, namespace }: WorkloadInventory): mends.Mended {
  return { pod: { namespace, workload: { kind, name, apiVersion } } };
}
