import { isOfApiServer, linkNamesIn } from '../../env/link-names.ts';
import type { LinkVariable } from '../../env/service-links.ts';
import type { Mend, Severity } from '../../contracts/report.ts';
import { finding, type Found } from '../judgement/finding.ts';
import { fieldOf } from '../judgement/judgement.ts';
import type { CollisionSubject, CollisionSubjectRule } from '../judgement/template.ts';
import { rank } from '../severity.ts';
import { makersOf, theServices, mayDeclareMore, unlessDeclared } from '../judgement/makers.ts';
import { listed } from '../words.ts';
import { useDns } from './replacement.ts';
import { getsUrl, urlForNumber, writeNumbers, type MadeUse } from './url-for-number.ts';
import { placesOf, type Place, type Use } from './uses.ts';

/**
 * Uses of service links, one finding for each place. With links on they are what must be changed before links are
 * turned off; with links off they are broken now. KUBERNETES_… stay with links off, so they are left alone.
 */
export const referenceRule: CollisionSubjectRule = (judgement) => {
  const { container } = judgement;
  const places = placesOf(container);
  const isUncertain = mayDeclareMore(container);
  const found = places.flatMap((place) => told(judgement, place, isUncertain));
  const more = found.length - MOST_PLACES;
  return found
    .slice(0, MOST_PLACES)
    .map((each, index) =>
      more > 0 && index === MOST_PLACES - 1
        ? each.also(`${more} more places of this container use service links.`)
        : each,
    );
};

/** Findings per container. */
const MOST_PLACES = 50;

/** A use that concerns service links, and what makes its name: nothing where it only looks like one. */
type Reading = MadeUse;

function told(judgement: CollisionSubject, { where, field, uses }: Place, isUncertain: boolean): Found[] {
  const all = uses.flatMap((use) => readingOf(judgement, use));
  const urls = judgement.linksOn ? all.filter(getsUrl) : [];
  const readings = all.filter((each) => !urls.includes(each));
  return [
    ...(urls.length > 0 ? [urlForNumber(judgement, { where, field }, urls, isUncertain)] : []),
    ...needs(judgement, { where, field }, readings, isUncertain),
  ];
}

function needs(
  judgement: CollisionSubject,
  { where, field }: Pick<Place, 'where' | 'field'>,
  readings: readonly Reading[],
  isUncertain: boolean,
): Found[] {
  if (readings.length === 0) return [];
  const verdict = judgement.linksOn ? withLinks(judgement, readings) : withoutLinks(readings);
  if (verdict === undefined) return [];
  const names = verdict.readings.map(({ name, how }) => (how === 'expanded' ? `$(${name})` : name));
  const verb = verdict.readings.some(isExpanded) ? 'refers to' : 'reads';
  const unless = unlessDeclared(isUncertain);
  return [
    finding('needs-service-links', isUncertain ? atMostLow(verdict.severity) : verdict.severity, {
      message: `${capital(where)} ${verb} ${listed(names)}${verdict.text}${unless}`,
      evidence: [
        {
          text: `The spec does not declare ${listed(
            verdict.readings.map(({ name }) => name),
            10,
          )}${field[0] === 'env' ? ' before it' : ''}.`,
        },
      ],
      mends: insteadOf(verdict.readings),
    }).at(fieldOf(judgement.container, ...field)),
  ];
}

/** What to write instead: numbers for a place that needs one, and DNS names. */
function insteadOf(readings: readonly Reading[]): Mend[] {
  const [urls, others] = [readings.filter(getsUrl), readings.filter((each) => !getsUrl(each))];
  const firsts = (of: readonly Reading[]): LinkVariable[] => of.flatMap(({ made }) => made.slice(0, 1));
  return [
    ...(urls.length > 0 ? [writeNumbers(firsts(urls))] : []),
    ...(others.length > 0 ? [useDns(firsts(others))] : []),
  ];
}

/** A Service makes the name, or it looks as if one should. */
function readingOf({ links }: CollisionSubject, use: Use): Reading[] {
  if (isOfApiServer(use.name)) return [];
  const made = links.claims(use.name);
  if (made.length === 0 && linkNamesIn(use.name, 1)[0] !== use.name) return [];
  return [{ ...use, made }];
}

/** What is said of the readings after their names. */
interface Verdict {
  severity: Severity;
  text: string;
  readings: readonly Reading[];
}

function withLinks({ links }: CollisionSubject, readings: readonly Reading[]): Verdict {
  const made = readings.filter((each) => each.made.length > 0);
  if (made.length > 0) {
    const makers = theServices(makersOf(made.flatMap((each) => each.made)));
    const text = `, made by ${makers}. With service links off ${consequence(made)}.`;
    return { severity: 'info', text, readings: made };
  }
  const text = links.known
    ? `, which looks like a service link, but no Service makes it: ${consequence(readings)}.`
    : `, which looks like a service link; the Services could not be listed. With service links off ${consequence(readings)}.`;
  return { severity: 'info', text, readings };
}

/** Broken now: nothing can make the name but a declared variable, and for what a program reads its image. */
function withoutLinks(readings: readonly Reading[]): Verdict | undefined {
  const needed = readings.filter(({ optional }) => !optional);
  if (needed.length === 0) return undefined;
  const isMade = needed.some(({ made }) => made.length > 0);
  const severity = needed.some(isExpanded) ? 'high' : isMade ? 'medium' : 'info';
  const unless = needed.some(isExpanded) ? '' : ', unless the image or the program sets it';
  return {
    severity,
    text: `, but service links are off: ${consequence(needed)}${unless}.`,
    readings: needed,
  };
}

function atMostLow(severity: Severity): Severity {
  return rank(severity) > rank('low') ? 'low' : severity;
}

function consequence(readings: readonly Reading[]): string {
  if (readings.some(isExpanded)) return 'the text $(…) stays as it is';
  return readings.length === 1 ? 'it is not set' : 'they are not set';
}

function isExpanded({ how }: Use): boolean {
  return how === 'expanded';
}

function capital(text: string): string {
  return text.startsWith('the ') ? `T${text.slice(1)}` : text;
}
