import { declaredVariables } from '../../env/declared.ts';
import { isUrl } from '../references/url-for-number.ts';
import { finding } from '../judgement/finding.ts';
import {
  fieldOf,
  type TemplateFinding,
  type CollisionSubject,
  type CollisionSubjectRule,
} from '../judgement/template.ts';
import { listed } from '../words.ts';
import { collisionMends } from './mends.ts';
import { runsOnlyTools } from './programs.ts';
import { imagePathOf, isOfficial } from './recognise.ts';
import type { CollisionRule } from './rule.ts';
import { collisionsOf, withKnownApps } from './variable-collision.ts';

/**
 * A container that does not declare X_PORT although others of its image do: the app reads X_PORT, and here it gets the
 * URL that a Service makes. Jobs and hooks of an app are caught by that while its server is not, as in
 * https://github.com/ScreamingFace/screamingface/pull/538
 */
export function declaredElsewhere(rules: readonly CollisionRule[]): CollisionSubjectRule {
  const all = withKnownApps(rules);
  return (judgement) => {
    const ports = portsDeclaredElsewhere(judgement);
    if (ports.length === 0) return [];
    const told = new Set(collisionsOf(judgement, all).flatMap(({ variables }) => variables));
    const variables = ports.filter((name) => !told.has(name));
    return variables.length === 0 ? [] : [toldOf(judgement, variables)];
  };
}

/** The variables such as X_PORT that other containers of the image declare, and that are URLs here. */
export function portsDeclaredElsewhere({
  container,
  links,
  linksOn,
  declared,
  declaredElsewhere: elsewhere,
}: CollisionSubject): string[] {
  // An official image, such as node, is no app.
  const isApp = !isOfficial(container.image) && !runsOnlyTools(container);
  if (!linksOn || container.type === 'ephemeral' || !isApp) return [];
  return [...elsewhere.keys()].filter((name) => {
    if (declared.has(name)) return false;
    const made = links.claims(name);
    return made.length > 0 && made.every(isUrl);
  });
}

function toldOf(judgement: CollisionSubject, variables: readonly string[]): TemplateFinding {
  const { container, links, declaredElsewhere: elsewhere } = judgement;
  const services = [
    ...new Set(variables.flatMap((name) => links.claims(name).map(({ service }) => service.name))),
  ];
  const isUncertain = declaredVariables(container).unknown.length > 0;
  const unless = isUncertain ? ' A source of envFrom whose keys are not known may declare it.' : '';
  const who = elsewhere.get(variables[0] ?? '') ?? '';
  return {
    ...finding('variable-collision', isUncertain ? 'info' : 'medium', {
      certainty: isUncertain ? 'possible' : 'likely',
      message: `Of the same image, ${who} declares ${listed(variables)} and this container does not: the app gets a URL, made by the ${services.length === 1 ? 'Service' : 'Services'} ${listed(services)}, where it takes a port.${unless}`,
      evidence: [{ text: `The image is ${imagePathOf(container).join('/')}, in ${who}, too.` }],
      mends: collisionMends({ judgement, variables, services }),
    }),
    field: fieldOf(container),
  };
}
