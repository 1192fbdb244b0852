import { environmentName } from '../../env/service-links.ts';
import type { ContainerInventory, ServiceInventory } from '../../contracts/inventory.ts';
import type { Certainty, Severity } from '../../contracts/report.ts';
import { counted } from '../../units.ts';
import { shellLine } from '../command.ts';
import { finding } from '../judgement/finding.ts';
import {
  fieldOf,
  type NamespaceLinks,
  type TemplateFinding,
  type CollisionSubject,
  type CollisionSubjectRule,
} from '../judgement/template.ts';
import { switchOff } from '../scan/mends.ts';
import { once } from '../judgement/once.ts';
import { candidates } from './candidates.ts';
import { collisionMends } from './mends.ts';
import { portsDeclaredElsewhere } from './declared-elsewhere.ts';
import { LIBRARIES } from './known-apps/libraries.ts';
import { appNames, environmentNameOf, kinshipOf } from './names.ts';
import { READERS, declaredWith, poisonOf } from './poison.ts';
import { prefixReader } from './prefix-readers.ts';
import { runsOnlyTools } from './programs.ts';
import { imagePathOf, recognise, type Marks } from './recognise.ts';
import type { CollisionRule } from './rule.ts';
import { closestServices, siblings } from './siblings.ts';
import { collisionsOf, withKnownApps } from './variable-collision.ts';

/**
 * Services that are called like the app, or begin with its name, make variables with the app's own prefix. The
 * workload's own Service does so more often than not; one of another workload does it as well, and so does the own one
 * in Jobs and hooks that it does not select. Told as a possibility, since most apps read no such variable; what a rule
 * of `variable-collision` tells is left out.
 */
export function ownServiceRules(rules: readonly CollisionRule[]): CollisionSubjectRule {
  const all = withKnownApps(rules);
  return (judgement) => {
    const { container, linksOn } = judgement;
    if (!linksOn || container.type === 'ephemeral' || isSilent(container) || runsOnlyTools(container))
      return [];
    if (isKnown(judgement, all)) return [];
    const told = new Set([
      ...collisionsOf(judgement, all).flatMap(({ variables }) => variables),
      ...portsDeclaredElsewhere(judgement),
    ]);
    return [...ownOnes(judgement, told), ...siblings(judgement, told)];
  };
}

/**
 * Official images whose programs take no settings from variables with their own prefix, but for those of the table.
 * Grafana reads GF_, Keycloak KC_ (https://www.keycloak.org/server/configuration), Prometheus flags alone.
 */
const SILENT =
  /(?:^|^library\/)(?:redis|valkey|memcached|nginx|httpd|haproxy|postgres|mysql|mariadb|mongo|rabbitmq)$|^(?:grafana\/grafana|keycloak\/keycloak|prom\/(?:prometheus|alertmanager|node-exporter)|prometheus\/(?:prometheus|alertmanager|node-exporter))$/;

function isSilent(container: ContainerInventory): boolean {
  return SILENT.test(imagePathOf(container).join('/'));
}

/** What an app of the table reads is known; what a framework reads tells nothing about the app. */
function isKnown(judgement: CollisionSubject, rules: readonly CollisionRule[]): boolean {
  if (prefixReader(judgement) !== undefined) return false;
  const marks = withoutVariables(judgement);
  return [...candidates(marks, rules)].some(
    (rule) => !LIBRARIES.includes(rule) && recognise(marks, rule.match)?.certain === true,
  );
}

/** A variable tells that a client or a framework is used, not which app uses it. */
function withoutVariables({ container, runtime }: CollisionSubject): Marks {
  return { container, runtime, declared: new Set() };
}

function ownOnes(judgement: CollisionSubject, told: ReadonlySet<string>): TemplateFinding[] {
  const { container, links } = judgement;
  const reasonFor = reasonsOf(judgement);
  return closestServices(judgement).flatMap((name) => {
    const reason = reasonFor(environmentName(name));
    const poison = reason === undefined ? undefined : poisonOf(judgement, byName(links).get(name), told);
    if (reason === undefined || poison === undefined) return [];
    const { prefix, port, variables } = poison;
    const more = counted(variables - 1, 'more variable');
    const selects = judgement.workload.selectedBy.includes(name);
    const whose = selects
      ? `The Service ${name} of the workload’s own pods makes`
      : `The Service ${name} selects pods of the same image, and also in these it makes`;
    return [
      {
        ...finding('own-service-collision', reason.severity, {
          certainty: reason.certainty,
          message: `${whose} ${port}, a URL, and ${more} with the prefix ${prefix}_. ${reason.text}`,
          evidence: [
            {
              text: selects
                ? `The selector of the Service ${name} matches the workload’s pods.`
                : `The selector of the Service ${name} matches another workload of the image ${imagePathOf(container).join('/')}.`,
              command: shellLine(['kubectl', 'get', 'service', name, '-n', links.namespace, '-o', 'yaml']),
            },
          ],
          // A mere possibility of each of many workloads is no reason to declare or rename anything.
          mends:
            reason.severity === 'info'
              ? [switchOff(judgement)]
              : collisionMends({ judgement, variables: [port], services: [name] }),
        }),
        field: fieldOf(container),
      },
    ];
  });
}

interface Reason {
  severity: Severity;
  certainty: Certainty;
  text: string;
}

/** Why the app may read variables with a prefix; that gives undefined when nothing says so. */
function reasonsOf(judgement: CollisionSubject): (prefix: string) => Reason | undefined {
  const { workload, container } = judgement;
  const image = environmentNameOf(imagePathOf(container).at(-1) ?? '');
  const names = [image, ...appNames(container), environmentNameOf(workload.name)];
  const reader = prefixReader(judgement);
  return (prefix) => {
    if (reader !== undefined && names.some((name) => name === prefix || name.startsWith(`${prefix}_`))) {
      return { severity: 'medium', certainty: 'likely', text: reader };
    }
    // A workload of that name alone says nothing of its image: nearly every Service is called like its workload.
    const kinship = kinshipOf(container, prefix);
    if (kinship === undefined) return undefined;
    const like = {
      same: 'The image has the same name',
      longer: 'The image’s name is the beginning of it',
      part: 'The name is a part of the image’s',
    }[kinship];
    const declared = declaredWith(judgement, prefix);
    return declared === undefined
      ? {
          severity: 'info',
          certainty: 'possible',
          text: `${like}: if the app reads settings with its own prefix ${READERS}, it takes them for settings.`,
        }
      : {
          severity: 'info',
          certainty: 'likely',
          text: `${like}, and the container declares ${declared}: the app reads settings of this prefix ${READERS}, and may take them for settings.`,
        };
  };
}

function byName(links: NamespaceLinks): ReadonlyMap<string, ServiceInventory> {
  return once(links, 'services by name', () => new Map(links.services.map((each) => [each.name, each])));
}
