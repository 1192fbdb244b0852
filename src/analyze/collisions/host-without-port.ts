import { declaredVariables } from '../../env/declared.ts';
import type { DeclaredVariableEvidence } from '../../contracts/evidence.ts';
import { finding } from '../judgement/finding.ts';
import { isUrl } from '../references/url-for-number.ts';
import {
  fieldOf,
  type TemplateFinding,
  type CollisionSubject,
  type CollisionSubjectRule,
} from '../judgement/template.ts';
import { listed } from '../words.ts';
import { collisionMends } from './mends.ts';
import { runsOnlyTools } from './programs.ts';
import type { CollisionRule } from './rule.ts';
import { collisionsOf, withKnownApps } from './variable-collision.ts';

/**
 * A container that is given X_HOST or X_ADDRESS and no X_PORT, beside a Service X: an app that takes its host from
 * X_HOST takes its port from X_PORT, counts on its default, and gets a URL. What a rule of the table tells, and hosts
 * whose value has the port, are left out.
 * Met in https://github.com/EVerest/everest-demo/issues/54
 */
export function hostWithoutPort(rules: readonly CollisionRule[]): CollisionSubjectRule {
  const all = withKnownApps(rules);
  return (judgement) => {
    const { container, linksOn } = judgement;
    if (!linksOn || container.type === 'ephemeral' || runsOnlyTools(container)) return [];
    const { variables, unknown } = declaredVariables(container);
    const candidates = container.env.flatMap((variable, index) => {
      const port = portFor(variable);
      return port === undefined || variables.has(port) ? [] : [{ variable, index, port }];
    });
    if (candidates.length === 0) return [];
    const told = new Set(collisionsOf(judgement, all).flatMap((each) => each.variables));
    return candidates
      .filter(({ port }) => !told.has(port))
      .slice(0, MOST)
      .flatMap((candidate) => toldOf(judgement, candidate, unknown.length > 0));
  };
}

/** Findings per container. */
const MOST = 20;

const HOST = /^([A-Z][A-Z0-9_]*)_(?:HOST|HOSTNAME|HOST_NAME|ADDRESS|ADDR|SERVER|IP)$/;

/** `MQTT_SERVER_PORT` for `MQTT_SERVER_ADDRESS`; undefined for what is no host, or has its port in the value. */
function portFor({ name, hasPort }: DeclaredVariableEvidence): string | undefined {
  const stem = hasPort === true ? undefined : HOST.exec(name)?.[1];
  return stem === undefined ? undefined : `${stem}_PORT`;
}

function toldOf(
  judgement: CollisionSubject,
  { variable, index, port }: { variable: DeclaredVariableEvidence; index: number; port: string },
  isUncertain: boolean,
): TemplateFinding[] {
  const { container, links } = judgement;
  const made = links.claims(port);
  if (made.length === 0 || !made.every(isUrl)) return [];
  const services = [...new Set(made.map(({ service }) => service.name))];
  // An address that nobody sees here may have its port in it.
  const isSeen = variable.from === 'value' || /_HOST(?:_?NAME)?$/.test(variable.name);
  const isLikely = isSeen && !isUncertain;
  const unless = isUncertain ? ' A source of envFrom whose keys are not known may declare it.' : '';
  return [
    {
      ...finding('variable-collision', isLikely ? 'low' : 'info', {
        certainty: isLikely ? 'likely' : 'possible',
        message: `The container is given ${variable.name} and not ${port}, which the ${services.length === 1 ? 'Service' : 'Services'} ${listed(services)} ${services.length === 1 ? 'makes' : 'make'}: an app that takes its port from there gets a URL instead of its default.${unless}`,
        evidence: [{ text: `The spec declares ${variable.name} and not ${port}.` }],
        mends: collisionMends({ judgement, variables: [port], services }),
      }),
      field: fieldOf(container, 'env', index),
    },
  ];
}
