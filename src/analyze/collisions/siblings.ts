import { environmentName } from '../../env/service-links.ts';
import type { ServiceInventory } from '../../contracts/inventory.ts';
import { shellLine } from '../command.ts';
import { finding } from '../judgement/finding.ts';
import {
  fieldOf,
  type CollisionSubject,
  type NamespaceLinks,
  type TemplateFinding,
} from '../judgement/template.ts';
import { switchOff } from '../scan/mends.ts';
import { once } from '../judgement/once.ts';
import { listed } from '../words.ts';
import { appNames, kinshipOf } from './names.ts';
import { READERS, declaredWith, poisonOf } from './poison.ts';
import { imagePathOf } from './recognise.ts';

/** The Services that select the workload's pods; where none does, those that select pods of the same image. */
export function closestServices({ workload, ownServices }: CollisionSubject): readonly string[] {
  return workload.selectedBy.length > 0 ? workload.selectedBy : ownServices;
}

/**
 * Services of others whose name is the app's or begins with it, in one finding. In audits nobody looked at whom Services
 * select, and the pod's own may be among them.
 *
 * @param told variables that are told of already
 */
export function siblings(judgement: CollisionSubject, told: ReadonlySet<string>): TemplateFinding[] {
  const { container, links, workload, audited } = judgement;
  const names = [...new Set([...appNames(container), ...(audited?.alsoCalled ?? [])])];
  const own = new Set(closestServices(judgement));
  // A job of an app has an image of its own as often as not: scoreboard-migrations beside scoreboard.
  const isJob = workload.kind === 'job' || workload.kind === 'cronjob';
  const found = names
    .flatMap((name) => byFirstWord(links).get(firstWord(name)) ?? [])
    .flatMap((service) => {
      const kinship = kinshipOf(container, environmentName(service.name), names);
      const isKin = kinship === 'part' ? isJob : kinship !== undefined;
      if (own.has(service.name) || !isKin) return [];
      return poisonOf(judgement, service, told) ?? [];
    });
  const [first] = found;
  if (first === undefined) return [];
  const services = [...new Set(found.map(({ service }) => service.name))];
  const ports = [...new Set(found.map(({ port }) => port))];
  const one = services.length === 1;
  const app = names.find((name) => `${first.prefix}_`.startsWith(`${name}_`)) ?? first.prefix;
  const whose =
    audited === undefined
      ? `, which ${one ? 'does' : 'do'} not select the pods of this ${workload.kind}, ${one ? 'makes' : 'make'} ${listed(ports)} in them`
      : ` ${one ? 'makes' : 'make'} ${listed(ports)}`;
  return [
    {
      ...finding('sibling-service-collision', 'info', {
        certainty: declaredWith(judgement, app) === undefined ? 'possible' : 'likely',
        message: `The ${one ? 'Service' : 'Services'} ${listed(services)}${whose}, with the prefix of the app’s name. If the app reads settings with its own prefix ${READERS}, it takes ${one ? 'it' : 'them'} for settings.`,
        evidence: [
          {
            text: `The image is ${imagePathOf(container).join('/')}.`,
            command: shellLine(['kubectl', 'get', 'services', '-n', links.namespace]),
          },
        ],
        mends: [switchOff(judgement)],
      }),
      field: fieldOf(container),
    },
  ];
}

function byFirstWord(links: NamespaceLinks): ReadonlyMap<string, ServiceInventory[]> {
  return once(links, 'services by first word', () =>
    Map.groupBy(links.services, ({ name }) => firstWord(environmentName(name))),
  );
}

function firstWord(prefix: string): string {
  return prefix.split('_', 1)[0] ?? '';
}
