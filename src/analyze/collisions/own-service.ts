import { environmentName } from '../../env/service-links.ts';
import type { ContainerInventory } from '../../contracts/inventory.ts';
import type { Certainty, Severity } from '../../contracts/report.ts';
import { counted } from '../../units.ts';
import { shellLine } from '../command.ts';
import { finding, type Found } from '../judgement/finding.ts';
import { fieldOf } from '../judgement/judgement.ts';
import type { CollisionSubject } from '../judgement/template.ts';
import { switchOff } from '../judgement/mends.ts';
import { listed } from '../words.ts';
import { candidates } from './candidates.ts';
import { LIBRARIES } from './known-apps/libraries.ts';
import { collisionMends } from './mends.ts';
import { appNames, environmentNameOf, kinshipOf, type Kinship } from './names.ts';
import {
  READERS,
  declaredWith,
  isPoisoned,
  poisonVariables,
  poisons,
  portVariable,
  type Poison,
} from './poison.ts';
import { prefixReader } from './prefix-readers.ts';
import { runsOnlyTools } from './programs.ts';
import { imagePathOf, recognise, type Marks } from './recognise.ts';
import type { CollisionRule } from './rule.ts';
import { siblings } from './siblings.ts';

/**
 * Services that are called like the app, or begin with its name, make variables with the app's own prefix. The
 * workload's own Service does so more often than not; one of another workload does it as well, and so does the own one
 * in Jobs and hooks that it does not select. Told as a possibility, since most apps read no such variable.
 *
 * @param about.told variables that are told of already
 */
export function ownServices(
  judgement: CollisionSubject,
  { rules, told }: { rules: readonly CollisionRule[]; told: ReadonlySet<string> },
): Found[] {
  const { container } = judgement;
  if (isSilent(container) || runsOnlyTools(container)) return [];
  const reader = prefixReader(judgement);
  if (reader === undefined && isKnown(judgement, rules)) return [];
  return [...ownOnes(judgement, told, reader), ...siblings(judgement, told)];
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
function isKnown({ container, runtime }: CollisionSubject, rules: readonly CollisionRule[]): boolean {
  // A variable tells that a client or a framework is used, not which app uses it.
  const marks: Marks = { container, runtime, declared: new Set() };
  return [...candidates(marks, rules)].some(
    (rule) => !LIBRARIES.includes(rule) && recognise(marks, rule.match)?.certain === true,
  );
}

/** Of the workload's own Services, one finding for all that are told for one reason. */
function ownOnes(
  judgement: CollisionSubject,
  told: ReadonlySet<string>,
  reader: string | undefined,
): Found[] {
  const all = poisons(judgement.links);
  const reasonFor = reasonsOf(judgement, reader);
  const found = judgement.ownServices.flatMap((service) => {
    const poison = all.get(service);
    if (poison === undefined || !isPoisoned(judgement, poison, told)) return [];
    const reason = reasonFor(poison.prefix);
    return reason === undefined ? [] : [{ poison, reason }];
  });
  return [...Map.groupBy(found, ({ reason }) => `${reason.certainty} ${reason.why}`).values()].flatMap(
    ([first, ...more]) =>
      first === undefined
        ? []
        : [ownFinding(judgement, first.reason, [first.poison, ...more.map(({ poison }) => poison)], told)],
  );
}

function ownFinding(
  judgement: CollisionSubject,
  { severity, certainty, why, text }: Reason,
  found: readonly [Poison, ...Poison[]],
  told: ReadonlySet<string>,
): Found {
  const { container, workload } = judgement;
  const words = wordsOf({
    workload,
    image: imagePathOf(container),
    services: found.map(({ service }) => service.name),
    variables: found.length === 1 ? poisonVariables(judgement, found[0], told) : undefined,
    why,
    text,
    // A mere possibility of each of many workloads is no reason to declare or rename anything.
    isMerelyPossible: severity === 'info',
  });
  return finding('own-service-collision', severity, words, certainty).at(fieldOf(container));
}

/** What the words are made of, and the report keeps. */
interface OwnTold extends Pick<Reason, 'why' | 'text'> {
  workload: CollisionSubject['workload'];
  image: readonly string[];
  services: readonly string[];
  /** What a Service that is the only one makes. */
  variables: number | undefined;
  isMerelyPossible: boolean;
}

function wordsOf({ workload, image, services, variables, why, text, isMerelyPossible }: OwnTold) {
  return () => {
    const selects = workload.selectedBy.includes(services[0] ?? '');
    const one = services.length === 1;
    const makes =
      variables === undefined
        ? severalMake(services, selects)
        : oneMakes(services[0] ?? '', variables, selects);
    const pods = selects ? 'the workload’s pods' : `another workload of the image ${image.join('/')}`;
    return {
      message: `${makes} ${why}${text}`,
      evidence: () => [
        {
          text: `${one ? 'The selector of the Service' : 'The selectors of the Services'} ${listed(services)} ${one ? 'matches' : 'match'} ${pods}.`,
          command: shellLine([
            'kubectl',
            'get',
            'service',
            ...services.slice(0, 3),
            '-n',
            workload.namespace,
            '-o',
            'yaml',
          ]),
        },
      ],
      mends: () =>
        isMerelyPossible
          ? [switchOff({ workload })]
          : collisionMends({ workload, variables: services.map(portVariable), services }),
    };
  };
}

function oneMakes(service: string, variables: number, selects: boolean): string {
  const whose = selects
    ? `The Service ${service} of the workload’s own pods makes`
    : `The Service ${service} selects pods of the same image, and also in these it makes`;
  return `${whose} ${portVariable(service)}, a URL, and ${counted(variables - 1, 'more variable')} with the prefix ${environmentName(service)}_.`;
}

function severalMake(services: readonly string[], selects: boolean): string {
  const whose = selects
    ? `The Services ${listed(services)} of the workload’s own pods make`
    : `The Services ${listed(services)} select pods of the same image, and also in these they make`;
  return `${whose} ${listed(services.map(portVariable))}, which are URLs, and more variables with these prefixes.`;
}

interface Reason {
  severity: Severity;
  certainty: Certainty;
  /** What is so of all Services that are told together. */
  why: string;
  /** What is so of the first of them. */
  text: string;
}

/** Why the app may read variables with a prefix; that gives undefined when nothing says so. */
function reasonsOf(
  judgement: CollisionSubject,
  reader: string | undefined,
): (prefix: string) => Reason | undefined {
  const { workload, container } = judgement;
  const names = appNames(container);
  const image = environmentNameOf(imagePathOf(container).at(-1) ?? '');
  const read = [image, ...names, environmentNameOf(workload.name)];
  return (prefix) => {
    if (reader !== undefined && read.some((name) => `${name}_`.startsWith(`${prefix}_`))) {
      return { severity: 'medium', certainty: 'likely', why: reader, text: '' };
    }
    // A workload of that name alone says nothing of its image: nearly every Service is called like its workload.
    const kinship = kinshipOf(names, prefix);
    if (kinship === undefined) return undefined;
    const declared = declaredWith(judgement, prefix);
    return declared === undefined
      ? {
          severity: 'info',
          certainty: 'possible',
          why: LIKE[kinship],
          text: IF_IT_READS,
        }
      : {
          severity: 'info',
          certainty: 'likely',
          why: LIKE[kinship],
          text: `, and the container declares ${declared}: the app reads settings of this prefix ${READERS}, and may take them for settings.`,
        };
  };
}

const IF_IT_READS = `: if the app reads settings with its own prefix ${READERS}, it takes them for settings.`;

const LIKE: Record<Kinship, string> = {
  same: 'The image has the same name',
  longer: 'The image’s name is the beginning of it',
  part: 'The name is a part of the image’s',
};
