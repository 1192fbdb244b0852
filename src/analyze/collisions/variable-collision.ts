import type { ContainerInventory } from '../../contracts/inventory.ts';
import type { Severity } from '../../contracts/report.ts';
import { finding, type Found } from '../judgement/finding.ts';
import { makersOf, servicesMake, mayDeclareMore, unlessDeclared } from '../judgement/makers.ts';
import { fieldOf } from '../judgement/judgement.ts';
import type { CollisionSubject } from '../judgement/template.ts';
import { rank } from '../severity.ts';
import { capital, listed } from '../words.ts';
import { candidates } from './candidates.ts';
import { matchesGlob } from './glob.ts';
import { KNOWN_APPS } from './known-apps/index.ts';
import { collisionMends } from './mends.ts';
import { hidesWords } from './programs.ts';
import { applicableRules } from './read-names.ts';
import { recognise, type Recognition } from './recognise.ts';
import type { CollisionRule } from './rule.ts';

/** A rule that holds for a container: its app runs there, and Services make variables that it reads. */
export interface Collision {
  rule: CollisionRule;
  recognition: Recognition;
  /** The variables, none of them declared. */
  variables: string[];
  /** The Services that make them, by name. */
  services: string[];
}

/** The built-in rules and those of a user; one of a user's with a built-in one's id takes its place. */
export function withKnownApps(rules: readonly CollisionRule[]): CollisionRule[] {
  const ids = new Set(rules.map(({ id }) => id));
  return [...KNOWN_APPS.filter(({ id }) => !ids.has(id)), ...rules];
}

/**
 * The rules that hold for a container with links on.
 *
 * @param rules built-in and user's, see {@link withKnownApps}
 */
export function collisionsOf(judgement: CollisionSubject, rules: readonly CollisionRule[]): Collision[] {
  const { container, declared, runtime, links } = judgement;
  const applicable = applicableRules(links, rules);
  if (applicable.length === 0) return [];
  const marks = { container, declared, runtime };
  const possible = candidates(marks, rules);
  return applicable.flatMap(({ rule, names }) => {
    const recognition = possible.has(rule) ? recognise(marks, rule.match) : undefined;
    if (recognition === undefined || isOverridden(container, rule) || lacks(container, rule)) return [];
    // An option that nobody may see could win.
    if (rule.overriddenBy !== undefined && hidesWords(container)) return [];
    const variables = names.filter((name) => !declared.has(name));
    if (variables.length === 0) return [];
    const services = makersOf(variables.flatMap((name) => links.claims(name)));
    return [{ rule, recognition, variables, services }];
  });
}

/** Options in a shell's line count, too: `sh -c 'uvicorn app:app --port=80'`. */
function isOverridden({ command, args }: ContainerInventory, { overriddenBy }: CollisionRule): boolean {
  if (overriddenBy === undefined) return false;
  const words = new Set([...command, ...args].flatMap((word) => word.split(/[\s'"=]+/, MOST_WORDS)));
  return overriddenBy.some((option) => words.has(option));
}

/** Whether nothing of what a rule asks for is there. */
function lacks({ command, args, env }: ContainerInventory, { onlyWith }: CollisionRule): boolean {
  if (onlyWith === undefined) return false;
  const words = [...command, ...args].flatMap((word) => word.split(/[\s'"=]+/, MOST_WORDS));
  const all = [...words, ...env.map(({ name }) => name)];
  return !all.some((word) => onlyWith.some((glob) => matchesGlob(glob, word)));
}

/** Words of one argument that are looked at. */
const MOST_WORDS = 500;

/** `variable-collision` by a rule that holds. */
export function collisionFinding(
  judgement: CollisionSubject,
  { rule, recognition, variables, services }: Collision,
): Found {
  const { workload, container } = judgement;
  const one = variables.length === 1;
  const reads = recognition.certain
    ? `, which ${rule.app} reads as ${one ? 'its own setting' : 'its own settings'}`
    : `; if this app is ${rule.app}, it reads ${one ? 'it as its own setting' : 'them as its own settings'}`;
  const isUncertain = mayDeclareMore(container);
  const isTold = recognition.certain && !isUncertain;
  const found = finding(
    'variable-collision',
    severityOf(rule.severity, isTold),
    {
      message: `${capital(servicesMake(services))} ${listed(variables)}${reads}. ${rule.effect}${unlessDeclared(isUncertain)}`,
      evidence: [
        { text: `${rule.app} is told by ${recognition.by}.` },
        rule.source === undefined ? undefined : { text: `Rule ${rule.id}: ${rule.source}` },
      ],
      mends: collisionMends({
        workload,
        variables,
        services,
        wayOut: rule.wayOut,
        declarable: rule.declarable,
      }),
    },
    isTold ? (rule.certainty ?? 'certain') : 'possible',
  );
  return found.at(fieldOf(container, ...recognition.field));
}

/** What is only possible is `low` where it would be a failure, and `info` otherwise. */
function severityOf(severity: Severity, certain: boolean): Severity {
  if (certain) return severity;
  return rank(severity) >= rank('high') ? 'low' : 'info';
}
