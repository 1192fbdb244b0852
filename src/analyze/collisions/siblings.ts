import { shellLine } from '../command.ts';
import { finding, type Found } from '../judgement/finding.ts';
import { once } from '../judgement/once.ts';
import { fieldOf } from '../judgement/judgement.ts';
import type { CollisionSubject } from '../judgement/template.ts';
import { switchOff } from '../judgement/mends.ts';
import { listed } from '../words.ts';
import { appNames, kinshipOf } from './names.ts';
import {
  READERS,
  declaredWith,
  firstWord,
  isPoisoned,
  poisonsByFirstWord,
  portVariable,
  type Poison,
} from './poison.ts';
import { imagePathOf } from './recognise.ts';

/**
 * Services of others whose name is the app's or begins with it, in one finding. In audits nobody looked at whom Services
 * select, and the pod's own may be among them.
 *
 * @param told variables that are told of already
 */
export function siblings(judgement: CollisionSubject, told: ReadonlySet<string>): Found[] {
  const { container, workload, audited } = judgement;
  const names = [...new Set([...appNames(container), ...(audited?.alsoCalled ?? [])])];
  const own = new Set(judgement.ownServices);
  const found = kinOf(judgement, names).filter(
    (poison) => !own.has(poison.service.name) && isPoisoned(judgement, poison, told),
  );
  const [first] = found;
  if (first === undefined) return [];
  const app = names.find((name) => `${first.prefix}_`.startsWith(`${name}_`)) ?? first.prefix;
  const certainty = declaredWith(judgement, app) === undefined ? 'possible' : 'likely';
  const words = wordsOf({
    services: found.map(({ service }) => service.name),
    image: imagePathOf(container),
    workload,
    isAudit: audited !== undefined,
  });
  return [finding('sibling-service-collision', 'info', words, certainty).at(fieldOf(container))];
}

/** What the words are made of, and the report keeps. */
interface SiblingsTold {
  services: readonly string[];
  image: readonly string[];
  workload: CollisionSubject['workload'];
  isAudit: boolean;
}

function wordsOf({ services, image, workload, isAudit }: SiblingsTold) {
  return () => {
    const one = services.length === 1;
    const ports = `${one ? 'makes' : 'make'} ${listed(services.map(portVariable))}`;
    const whose = isAudit
      ? ` ${ports}`
      : `, which ${one ? 'does' : 'do'} not select the pods of this ${workload.kind}, ${ports} in them`;
    return {
      message: `The ${one ? 'Service' : 'Services'} ${listed(services)}${whose}, with the prefix of the app’s name. If the app reads settings with its own prefix ${READERS}, it takes ${one ? 'it' : 'them'} for settings.`,
      evidence: () => [
        {
          text: `The image is ${image.join('/')}.`,
          command: shellLine(['kubectl', 'get', 'services', '-n', workload.namespace]),
        },
      ],
      mends: () => [switchOff({ workload })],
    };
  };
}

/** Those of the namespace that are called like the app: found once for all workloads of the image. */
function kinOf({ links, workload }: CollisionSubject, names: readonly string[]): readonly Poison[] {
  // A job of an app has an image of its own as often as not: scoreboard-migrations beside scoreboard.
  const isJob = workload.kind === 'job' || workload.kind === 'cronjob';
  return once(links, `kin of ${names.join()} ${isJob}`, () => {
    const near = names.flatMap((name) => poisonsByFirstWord(links).get(firstWord(name)) ?? []);
    return [...new Set(near)].filter(({ prefix }) => {
      const kinship = kinshipOf(names, prefix);
      return kinship === 'part' ? isJob : kinship !== undefined;
    });
  });
}
