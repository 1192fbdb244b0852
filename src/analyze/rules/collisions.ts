import { linkIndex } from '../../env/link-index.ts';
import { MASTER_NAMESPACE, MASTER_SERVICE } from '../../env/service-links.ts';
import type { ContainerSpecEvidence, Evidence } from '../../contracts/evidence.ts';
import type { ServiceInventory } from '../../contracts/inventory.ts';
import { collisionRules } from '../collisions/index.ts';
import type { Found } from '../judgement/finding.ts';
import { environmentNameOf } from '../collisions/names.ts';
import type { ContainerJudgement } from '../figures/audited.ts';
import { referenceRule } from '../references/reference-rule.ts';
import type { CollisionSubject, NamespaceLinks } from '../judgement/template.ts';
import { once } from '../judgement/once.ts';

const COLLISIONS = collisionRules([]);
/** That a Service is merely called like the app. */
const BY_NAME: ReadonlySet<string> = new Set(['own-service-collision', 'sibling-service-collision']);

/**
 * The collisions of an audited container, as `scan` and `lint` tell them of templates, from the pod's spec and the
 * Services. What a container has and gets along with is left out: it is ready, or ended well. That a Service is merely
 * called like the app is told of containers that fail.
 */
export function collisionFindings(judgement: ContainerJudgement, services: Evidence['services']): Found[] {
  const { pod, container } = judgement.subject;
  if (!pod.enableServiceLinks || container.type === 'ephemeral') return [];
  const subject = subjectOf(judgement, services);
  const collisions = COLLISIONS(subject);
  const found = [
    ...collisions.filter(({ code }) => !BY_NAME.has(code)),
    ...referenceRule(subject).filter(({ code }) => code === 'variable-collision'),
    ...collisions
      .filter(({ code }) => BY_NAME.has(code) && fails(container))
      .map((each) => suspected(each, container)),
  ];
  return found;
}

function fails({ ready, restarts, lastExit, notRunning }: ContainerSpecEvidence): boolean {
  return (
    !ready && (restarts > 0 || notRunning !== undefined) && lastExit !== undefined && lastExit.code !== 0
  );
}

/** That the container fails speaks for it. */
function suspected(found: Found, { notRunning, lastExit }: ContainerSpecEvidence): Found {
  return found.also(
    `The container fails: ${notRunning ?? `its last run ended with exit code ${lastExit?.code}`}.`,
    'low',
  );
}

function subjectOf(
  { subject, declared, runtime, attribution }: ContainerJudgement,
  services: Evidence['services'],
): CollisionSubject {
  const { pod, container } = subject;
  const { namespace, name, enableServiceLinks, workload } = pod;
  const copesWith = getsAlong(container)
    ? new Set(
        attribution.variables.filter(({ origin }) => origin === 'service-link').map((each) => each.name),
      )
    : new Set<string>();
  const called = [workload?.name ?? name, container.name].map(environmentNameOf);
  return {
    workload: {
      ...(workload ?? { kind: 'pod', name, apiVersion: 'v1' }),
      namespace,
      selectedBy: [],
    },
    container: { ...container, position: 0 },
    links: without(linksOf(namespace, services), copesWith),
    linksOn: enableServiceLinks,
    declared: new Set(declared.variables.keys()),
    ownServices: [],
    declaredElsewhere: new Map(),
    runtime,
    audited: { alsoCalled: called.filter((each) => each !== '') },
  };
}

function getsAlong({ ready, lastExit, notRunning }: ContainerSpecEvidence): boolean {
  return ready || (notRunning !== undefined && lastExit?.code === 0);
}

/** Made once for all containers of a namespace. */
function linksOf(namespace: string, services: Evidence['services']): NamespaceLinks {
  return once(services, `links of ${namespace}`, () => indexOf(namespace, services));
}

function indexOf(namespace: string, services: Evidence['services']): NamespaceLinks {
  const own = services[namespace];
  const master = services[MASTER_NAMESPACE];
  const kubernetes = master?.known === true ? master.value.find(isMaster) : undefined;
  const problem = { code: 'not-listed', message: 'they were not listed' };
  return linkIndex({
    namespace,
    services:
      own?.known === true
        ? { known: true, value: own.value.map((each): ServiceInventory => ({ ...each, type: 'ClusterIP' })) }
        : { known: false, problem },
    kubernetesService:
      kubernetes === undefined ? { known: false, problem } : { known: true, value: kubernetes },
  });
}

function isMaster({ name }: { name: string }): boolean {
  return name === MASTER_SERVICE;
}

function without(links: NamespaceLinks, names: ReadonlySet<string>): NamespaceLinks {
  if (names.size === 0) return links;
  return {
    ...links,
    claims: (name) => (names.has(name) ? [] : links.claims(name)),
    names: () => [...links.names()].filter((name) => !names.has(name)),
  };
}
