import { declaredVariables } from '../../env/declared.ts';
import type { ContainerInventory } from '../../contracts/inventory.ts';
import type { Finding, Severity } from '../../contracts/report.ts';
import { finding } from '../judgement/finding.ts';
import {
  fieldOf,
  type TemplateFinding,
  type CollisionSubject,
  type CollisionSubjectRule,
} from '../judgement/template.ts';
import { rank } from '../severity.ts';
import { listed } from '../words.ts';
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
 * The rules that hold for a container. With links off there are none: nothing but KUBERNETES_… is injected then.
 *
 * @param rules built-in and user's, see {@link withKnownApps}
 */
export function collisionsOf(judgement: CollisionSubject, rules: readonly CollisionRule[]): Collision[] {
  const { container, declared, runtime, links, linksOn } = judgement;
  if (!linksOn) return [];
  const applicable = applicableRules(links, rules);
  if (applicable.length === 0) return [];
  const hiding = declaredVariables(container).variables;
  const marks = { container, declared, runtime };
  const possible = candidates(marks, rules);
  return applicable.flatMap(({ rule, names }) => {
    const recognition = possible.has(rule) ? recognise(marks, rule.match) : undefined;
    if (recognition === undefined || isOverridden(container, rule) || lacks(container, rule)) return [];
    // An option that nobody may see could win.
    if (rule.overriddenBy !== undefined && hidesWords(container)) return [];
    const variables = names.filter((name) => !hiding.has(name));
    if (variables.length === 0) return [];
    const services = new Set(
      variables.flatMap((name) => links.claims(name).map(({ service }) => service.name)),
    );
    return [{ rule, recognition, variables, services: [...services] }];
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

/** `variable-collision` by the built-in rules and those of a user: one finding per container and rule. */
export function collisionRules(rules: readonly CollisionRule[]): CollisionSubjectRule {
  const all = withKnownApps(rules);
  return (judgement) => collisionsOf(judgement, all).map((collision) => told(judgement, collision));
}

function told(judgement: CollisionSubject, collision: Collision): TemplateFinding {
  return {
    ...collisionFinding(judgement, collision),
    field: fieldOf(judgement.container, ...collision.recognition.field),
  };
}

function collisionFinding(judgement: CollisionSubject, collision: Collision): Finding {
  const { container } = judgement;
  const { rule, recognition, variables, services } = collision;
  const unknown = declaredVariables(container).unknown.length > 0;
  const makes = `${services.length === 1 ? 'The Service' : 'The Services'} ${listed(services)} ${services.length === 1 ? 'makes' : 'make'} ${listed(variables)}`;
  const reads = recognition.certain
    ? `, which ${rule.app} reads as ${variables.length === 1 ? 'its own setting' : 'its own settings'}`
    : `; if this app is ${rule.app}, it reads ${variables.length === 1 ? 'it as its own setting' : 'them as its own settings'}`;
  const unless = unknown ? ' A source of envFrom whose keys are not known may declare it.' : '';
  const isTold = recognition.certain && !unknown;
  return finding('variable-collision', severityOf(rule.severity, isTold), {
    certainty: isTold ? (rule.certainty ?? 'certain') : 'possible',
    message: `${makes}${reads}. ${rule.effect}${unless}`,
    evidence: [
      { text: `${rule.app} is told by ${recognition.by}.` },
      rule.source === undefined ? undefined : { text: `Rule ${rule.id}: ${rule.source}` },
    ],
    mends: collisionMends({
      judgement,
      variables,
      services,
      wayOut: rule.wayOut,
      declarable: rule.declarable,
    }),
  });
}

/** What is only possible is `low` where it would be a failure, and `info` otherwise. */
function severityOf(severity: Severity, certain: boolean): Severity {
  if (certain) return severity;
  return rank(severity) >= rank('high') ? 'low' : 'info';
}
