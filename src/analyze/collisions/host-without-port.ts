import type { DeclaredVariableEvidence } from '../../contracts/evidence.ts';
import { finding, type Found } from '../judgement/finding.ts';
import { makersOf, servicesMake, mayDeclareMore, unlessDeclared } from '../judgement/makers.ts';
import { fieldOf } from '../judgement/judgement.ts';
import type { CollisionSubject } from '../judgement/template.ts';
import { isUrl } from '../references/url-for-number.ts';
import { collisionMends } from './mends.ts';
import { runsOnlyTools } from './programs.ts';

/**
 * A container that is given X_HOST or X_ADDRESS and no X_PORT, beside a Service X: an app that takes its host from
 * X_HOST takes its port from X_PORT, counts on its default, and gets a URL. What is told already, and hosts whose value
 * has the port, are left out.
 * Met in https://github.com/EVerest/everest-demo/issues/54
 */
export function hostWithoutPort(judgement: CollisionSubject, told: ReadonlySet<string>): Found[] {
  const { container, declared } = judgement;
  if (runsOnlyTools(container)) return [];
  return container.env
    .flatMap((variable, index) => {
      const port = portFor(variable);
      return port === undefined || declared.has(port) || told.has(port) ? [] : [{ variable, index, port }];
    })
    .slice(0, MOST)
    .flatMap((candidate) => toldOf(judgement, candidate));
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
): Found[] {
  const { workload, container, links } = judgement;
  const made = links.claims(port);
  if (made.length === 0 || !made.every(isUrl)) return [];
  const services = makersOf(made);
  const { name } = variable;
  const isUncertain = mayDeclareMore(container);
  // An address that nobody sees here may have its port in it.
  const isSeen = variable.from === 'value' || /_HOST(?:_?NAME)?$/.test(variable.name);
  const isLikely = isSeen && !isUncertain;
  return [
    finding(
      'variable-collision',
      isLikely ? 'low' : 'info',
      {
        message: `The container is given ${name} and not ${port}, which ${servicesMake(services)}: an app that takes its port from there gets a URL instead of its default.${unlessDeclared(isUncertain)}`,
        evidence: [{ text: `The spec declares ${name} and not ${port}.` }],
        mends: collisionMends({ workload, variables: [port], services }),
      },
      isLikely ? 'likely' : 'possible',
    ).at(fieldOf(container, 'env', index)),
  ];
}
