import type { LinkVariable } from '../../env/service-links.ts';
import type { Certainty, Mend, Severity } from '../../contracts/report.ts';
import { finding, type Found } from '../judgement/finding.ts';
import { makersOf, theServices, unlessDeclared } from '../judgement/makers.ts';
import { fieldOf } from '../judgement/judgement.ts';
import type { CollisionSubject } from '../judgement/template.ts';
import { switchOff } from '../judgement/mends.ts';
import { listed } from '../words.ts';
import type { Place, Use } from './uses.ts';

/** A use that a Service makes. */
export interface MadeUse extends Use {
  made: readonly LinkVariable[];
}

/** Whether the use gets a URL where the number of a port must stand: X_PORT and X_PORT_n_TCP are URLs. */
export function getsUrl({ number, made }: MadeUse): boolean {
  return number === true && made.length > 0 && made.every(isUrl);
}

/** Whether a variable is tcp://ADDRESS:PORT or the like. */
export function isUrl({ value }: LinkVariable): boolean {
  return value.includes('://');
}

/**
 * A place that gets a URL where it needs a number, with links on. That is a collision and no need for links: what a
 * shell has for the case that the variable is not set is what was meant.
 * Met in https://github.com/kubernetes/kubernetes/issues/65130 and https://github.com/uselagoon/lagoon/issues/1254
 */
export function urlForNumber(
  judgement: CollisionSubject,
  { where, field }: Pick<Place, 'where' | 'field'>,
  uses: readonly MadeUse[],
  isUncertain: boolean,
): Found {
  const names = uses.map(({ name, how }) => (how === 'expanded' ? `$(${name})` : name));
  const made = uses.flatMap((use) => use.made.slice(0, 1));
  const isExpanded = uses.some(({ how }) => how === 'expanded');
  return urlFinding({
    where: where.startsWith('the ') ? `T${where.slice(1)}` : where,
    severity: isUncertain ? 'low' : isExpanded ? 'high' : 'medium',
    certainty: isUncertain ? 'possible' : 'certain',
    names,
    made,
    unless: unlessDeclared(isUncertain),
    evidence: `The spec does not declare ${listed(uses.map(({ name }) => name))}.`,
    mends: mendsOf(judgement, uses, made, isExpanded),
  }).at(fieldOf(judgement.container, ...field));
}

/** A place that needs a number and gets the URL of the variables. */
export function urlFinding(input: {
  where: string;
  severity: Severity;
  certainty: Certainty;
  names: readonly string[];
  made: readonly LinkVariable[];
  unless?: string;
  evidence: string;
  mends: readonly Mend[];
}): Found {
  const { where, severity, certainty, names, made, unless = '', evidence, mends } = input;
  const url = made[0]?.value.replace(/:\/\/.*$/, '://ADDRESS:PORT') ?? '';
  return finding(
    'variable-collision',
    severity,
    {
      message: `${where} needs the number of a port and gets a URL: ${listed(names)} is ${url}, made by ${theServices(makersOf(made))}.${unless}`,
      evidence: [{ text: evidence }],
      mends,
    },
    certainty,
  );
}

/** The numbers that are meant. */
export function writeNumbers(made: readonly LinkVariable[]): Mend {
  const numbers = made.map(({ name, port = '' }) => `${port.split('/', 1)[0]} for ${name}`);
  return {
    title: 'Write the number of the port instead',
    effect: `${listed([...new Set(numbers)])}. It is right with service links and without.`,
  };
}

function mendsOf(
  judgement: CollisionSubject,
  uses: readonly MadeUse[],
  made: readonly LinkVariable[],
  isExpanded: boolean,
): Mend[] {
  const names = [...new Set(uses.map(({ name }) => name))];
  return [
    writeNumbers(made),
    // Without links kubelet leaves $(NAME) as it is.
    ...(isExpanded ? [] : [switchOff(judgement)]),
    {
      title: `Declare ${listed(names)} in the pod spec`,
      effect: 'With the number of the port: a declared variable wins over a service link. Restarts the pods.',
    },
  ];
}
