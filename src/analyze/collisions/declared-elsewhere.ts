import { finding, type Found } from '../judgement/finding.ts';
import { makersOf, theServices, mayDeclareMore, unlessDeclared } from '../judgement/makers.ts';
import { fieldOf } from '../judgement/judgement.ts';
import type { CollisionSubject } from '../judgement/template.ts';
import { isUrl } from '../references/url-for-number.ts';
import { listed } from '../words.ts';
import { collisionMends } from './mends.ts';
import { runsOnlyTools } from './programs.ts';
import { imagePathOf, isOfficial } from './recognise.ts';

/**
 * A container that does not declare X_PORT although others of its image do: the app reads X_PORT, and here it gets the
 * URL that a Service makes. Jobs and hooks of an app are caught by that while its server is not, as in
 * https://github.com/ScreamingFace/screamingface/pull/538
 *
 * @param ports those of {@link portsDeclaredElsewhere} that nothing else tells of
 */
export function declaredElsewhere(judgement: CollisionSubject, ports: readonly string[]): Found[] {
  const { workload, container, links, declaredElsewhere: elsewhere } = judgement;
  const [first] = ports;
  if (first === undefined) return [];
  const services = makersOf(ports.flatMap((name) => links.claims(name)));
  const isUncertain = mayDeclareMore(container);
  const who = elsewhere.get(first) ?? '';
  const image = imagePathOf(container).join('/');
  return [
    finding(
      'variable-collision',
      isUncertain ? 'info' : 'medium',
      {
        message: `Of the same image, ${who} declares ${listed(ports)} and this container does not: the app gets a URL, made by ${theServices(services)}, where it takes a port.${unlessDeclared(isUncertain)}`,
        evidence: [{ text: `The image is ${image}, in ${who}, too.` }],
        mends: collisionMends({ workload, variables: ports, services }),
      },
      isUncertain ? 'possible' : 'likely',
    ).at(fieldOf(container)),
  ];
}

/** The variables such as X_PORT that other containers of the image declare, and that are URLs here. */
export function portsDeclaredElsewhere({
  container,
  links,
  declared,
  declaredElsewhere: elsewhere,
}: CollisionSubject): string[] {
  // An official image, such as node, is no app.
  if (elsewhere.size === 0 || isOfficial(container.image) || runsOnlyTools(container)) return [];
  return [...elsewhere.keys()].filter((name) => {
    if (declared.has(name)) return false;
    const made = links.claims(name);
    return made.length > 0 && made.every(isUrl);
  });
}
