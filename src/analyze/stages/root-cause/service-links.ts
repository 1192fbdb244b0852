import { FEWEST_VARIABLES } from '../../figures/environment/cost-model.ts';
import { linksClause } from '../app-hotspots/environment-words.ts';
import { copying } from './copied-environment.ts';
import { defineCause } from './define-cause.ts';
import type { Facts } from './facts.ts';
import { allowExec } from './hints.ts';
import { handingOn } from './handed-on-environment.ts';
import { starting } from './slow-start.ts';
import { open, ruledOut, type Candidate } from './weigh.ts';

/**
 * Service links are guilty only where somebody pays for them: children that were really started, exec probes, or the
 * container's start. A large environment alone slows nothing.
 */
export const serviceLinks = defineCause({
  id: 'service-links',
  title: 'The environment: service links',
  topic: 'service links',
  shownBy: ['environment-per-child'],
  weigh,
});

function weigh(facts: Facts): Candidate[] {
  const { environment } = facts;
  const { variables, links, known } = environment;
  if (!known) {
    return [
      open('neither the container nor the Services of its namespace could be asked', [allowExec(facts)]),
    ];
  }
  if (links * 2 < variables || variables < FEWEST_VARIABLES) {
    return [ruledOut(`${linksClause(environment)}: too few to cost anything`)];
  }
  return [handingOn(facts), copying(facts), starting(facts)].filter((each) => each !== undefined);
}
