import type { Mend } from '../../../contracts/report.ts';
import { collidingPorts, type CollidingPorts } from '../../figures/peers/colliding-ports.ts';
import { disableServiceLinks } from '../../judgement/mends.ts';
import { listed } from '../../words.ts';
import { collisionFindings } from '../../rules/collisions.ts';
import { defineCause } from './define-cause.ts';
import { isDown, type Facts } from './facts.ts';
import { advice } from './mends.ts';
import { saidBy } from './said.ts';
import { candidate, open, ruledOut, type Candidate } from './weigh.ts';

/** The app takes a service link for a setting of its own, and ends because of it. */
export const variableCollision = defineCause({
  id: 'variable-collision',
  title: 'A service link is taken for a setting',
  topic: 'service links that are taken for settings',
  shownBy: [],
  weigh,
});

const WORDS: Record<CollidingPorts['by'], string> = {
  named: 'It is',
  own: 'The Service of the app itself makes such a variable:',
  usual: 'Services of the namespace make variables of a name that apps read:',
};

function weigh(facts: Facts): Candidate {
  const { evidence, subject, environment } = facts;
  const ended = facts.verdict('last-exit');
  if (!isDown(facts) && ended === 'unknown') return open('how its last run ended is not known');
  if (!isDown(facts) && ended !== 'warning') return ruledOut('the app did not end lately');
  const found = collidingPorts(evidence);
  const [told] = collisionFindings(environment.judgement, evidence.audit.services);
  if (found === undefined) {
    if (told === undefined) return open('nothing says which settings the app reads');
    return candidate({
      text: `${told.message} The log does not say whether that is why it ends.`,
      points: [{ holds: isDown(facts), weight: 2, text: told.message, check: 'restarts' }],
      mends: told.mends,
    });
  }
  const { line, variables, by } = found;
  const named = listed(
    variables.map(({ name, value, service }) => `${name}=${value} of the Service ${service}`),
  );
  return candidate({
    tier: 'down',
    text: `The app takes a service link for a port. Its log says: “${line}”. ${WORDS[by]} ${named}.`,
    points: [
      { holds: true, weight: 3, text: saidBy(facts, 'last-log'), check: 'last-log' },
      { holds: by === 'named', weight: 3 },
      { holds: by === 'own', weight: 2 },
      { holds: told !== undefined, weight: 1 },
      { holds: isDown(facts), weight: 1, text: saidBy(facts, 'restarts'), check: 'restarts' },
    ],
    mends: [disableServiceLinks(subject), declare(variables)],
  });
}

function declare(variables: CollidingPorts['variables']): Mend {
  const names = listed(variables.map(({ name }) => name));
  return advice(
    `Declare ${names} in the container’s env, with the number`,
    'What a container declares itself is set in the place of a service link of that name.',
  );
}
