import { listed } from '../words.ts';
import type { Pair, Seen } from './aspect.ts';
import { operationOf, shown } from './aspects/cost.ts';
import { startsThrough } from './aspects/program.ts';
import { name, other, type Letter } from './side.ts';
import { LIMITS } from './weights.ts';

interface Input {
  pair: Pair;
  seen: readonly Seen[];
}

/** Which side is worse off and why; or that nothing that was seen explains a difference. */
export function conclude(input: Input): string {
  const sentences = [verdict(input), mechanism(input), innocence(input), lack(input)];
  return sentences.filter((sentence) => sentence !== undefined).join(' ');
}

interface Reason {
  message: string;
  slower: Letter | undefined;
  strength: number;
}

function verdict(input: Input): string {
  const { pair } = input;
  const symptoms = reasons(input, 'explains', true);
  const causes = reasons(input, 'explains', false);
  const slower = pair.scene.slower ?? oneSide([...symptoms, ...causes]);
  const [symptom] = symptoms;
  const [cause, further] = causes;
  if (slower === undefined) return causes.length > 0 ? mixed(causes) : nothing(input);
  const worse = `${name(slower)} is worse off.`;
  if (cause !== undefined) {
    // The second one is mostly what is behind the first: the Services behind the variables.
    return [worse, symptom?.message, cause.message, further?.message].filter(Boolean).join(' ');
  }
  const some = reasons(input, 'contributes', false).find((reason) => reason.slower === slower);
  const rest =
    some === undefined
      ? 'Nothing else that was seen explains that.'
      : `Nothing that was seen explains that by itself; it may contribute that ${lower(some.message)}`;
  return [worse, symptom?.message, rest].filter(Boolean).join(' ');
}

/** How variables become time until ready where something before the app handles each of them by itself. */
function mechanism({ pair }: Input): string | undefined {
  const { slowStart, variables } = pair.scene;
  if (slowStart === undefined || variables.more !== slowStart || variables.weight !== 'explains') {
    return undefined;
  }
  const [slow, quick] = [startsThrough(pair[slowStart]), startsThrough(pair[other(slowStart)])];
  if (slow.length === 0) return undefined;
  const both = slow.every((wrapper) => quick.includes(wrapper));
  const who = both ? 'Both start' : `${name(slowStart)} starts`;
  return `${who} through ${listed(slow)}, which handles each variable by itself before the app starts.`;
}

/** Says so where service links cannot be the reason, because that is what the reader suspects. */
function innocence({ pair, seen }: Input): string | undefined {
  const { variables, cost } = pair.scene;
  if (pair.a.judgement === undefined || !variables.alike) return undefined;
  const links = seen.find(({ aspect }) => aspect.what === 'variables');
  if (links?.outcome.kind === 'unknown') return undefined;
  const heavy =
    cost.a.known && cost.b.known && cost.slower === undefined
      ? Math.min(...cost.a.value.effectiveMs, ...cost.b.value.effectiveMs)
      : 0;
  if (heavy >= 5 * LIMITS.cost.ms && cost.a.known) {
    return `Service links are not what tells them apart, but both pay for their environment alike: ${lower(operationOf(cost.a.value))} takes ${shown(cost.a.value)}.`;
  }
  return `Service links are not what tells them apart: both have about as many variables.${yet(pair)}`;
}

/** As many variables may still be what makes one side slow, where they cost more. */
function yet({ scene, ...sides }: Pair): string {
  const { slower } = scene.cost;
  const many = slower !== undefined && (sides[slower].judgement?.variables ?? 0) >= LIMITS.variables.count;
  return many ? ` Yet with fewer of them ${name(slower)} would be quicker.` : '';
}

/** What might have explained a difference that nothing explains. */
const TELLING: ReadonlySet<string> = new Set([
  'child-process-cost',
  'variables',
  'services',
  'throttling',
  'node-busy',
  'kernel',
]);

function lack(input: Input): string | undefined {
  if (reasons(input, 'explains', false).length > 0) return undefined;
  const titles = input.seen
    .filter(({ aspect, outcome }) => outcome.kind === 'unknown' && TELLING.has(aspect.what))
    .map(({ aspect }) => aspect.title);
  if (titles.length === 0) return undefined;
  return `What might explain it is not known on both sides: ${listed(titles, TELLING.size)}.`;
}

function nothing(input: Input): string {
  const base = 'Nothing that was seen explains why one side would be slower';
  const [first] = reasons(input, 'contributes', false);
  return first === undefined ? `${base}.` : `${base}; at most it may contribute that ${lower(first.message)}`;
}

function mixed(causes: readonly Reason[]): string {
  const each = (['a', 'b'] as const).map((letter) => causes.find(({ slower }) => slower === letter)?.message);
  return ['Both sides have a reason to be slower.', ...each].filter(Boolean).join(' ');
}

function reasons({ seen }: Input, weight: string, symptom: boolean): Reason[] {
  return seen
    .flatMap(({ aspect, outcome }) =>
      outcome.kind === 'different' && outcome.judged.weight === weight && aspect.symptom === symptom
        ? [outcome.judged]
        : [],
    )
    .map(({ message, slower, strength = 1 }) => ({ message, slower, strength }))
    .toSorted((x, y) => (x.strength === y.strength ? 0 : y.strength > x.strength ? 1 : -1));
}

/** The side that all reasons make slower. */
function oneSide(all: readonly Reason[]): Letter | undefined {
  const sides = new Set(all.map(({ slower }) => slower).filter((slower) => slower !== undefined));
  return sides.size === 1 ? [...sides][0] : undefined;
}

/** For the middle of a sentence; names of sides keep their capital. */
function lower(message: string): string {
  return /^[AB](’|\s)/.test(message) ? message : `${message.slice(0, 1).toLowerCase()}${message.slice(1)}`;
}
