import { findFields, type Field } from './fields.ts';
import type { Outcome } from './parts.ts';
import { render } from './render.ts';
import { TooMuch, type Fields, type Rendering } from './rendering.ts';
import { parseTemplate, type TemplateNode, type TemplateTree } from './template-tree.ts';
import type { TemplateAction } from './template-actions.ts';

/** A place in a chart's template where a value of false is never rendered. */
export interface HelmTrap {
  /** Of the action that swallows the value, from 0. */
  offset: number;
  /** The action, as it stands there. */
  action: string;
  /** What decides: `.Values.enableServiceLinks`. */
  values: string[];
  /** `truth`: `with` and `if` take false for absent. `default`: so does the function default, and its like. */
  by: 'truth' | 'default';
}

/** More slots than a template of 4 MiB can have. */
const SLOTS_APART = 1_000_000;
/** Steps of trying all values in one template; charts take some thousands. */
const MOST_STEPS = 400_000;
/** Values that are tried together with another one. */
const MOST_OTHERS = 2;
/** Values of a template that are tried. */
const MOST_VALUES = 20;

/**
 * Where a chart's template takes a value of false for absent, so that `enableServiceLinks: false` cannot be rendered: by
 * `with`, `if`, `default`, `or`, `coalesce`, `empty` and the like, at the field or on the way to it. Each value is tried:
 * as true, as false and as absent, beside the others, and it is a trap when false renders what absent does, and that may
 * be another thing than false. Values that switch links off (`disableServiceLinks: true`) are none.
 * https://helm.sh/docs/chart_template_guide/control_structures/ and https://github.com/helm/helm/issues/3308
 * @param library Named templates of the chart's other files.
 */
export function helmTraps(template: string, library: Library = libraryOf([])): HelmTrap[] {
  if (!OF_LINKS.test(template)) return [];
  const { nodes, defines } = parseTemplate(template);
  const all = [library, libraryOfDefines(defines)];
  const shared = {
    defines: new Map(all.flatMap((each) => [...each.defines])),
    places: new Map(all.flatMap((each) => [...each.places])),
    budget: { steps: MOST_STEPS },
  };
  return [nodes, ...defines.values()]
    .flatMap((each) => trapsIn(each, shared))
    .toSorted((one, other) => one.offset - other.offset);
}

/** The named templates of a chart, and where in them the field is. */
export interface Library {
  defines: TemplateTree['defines'];
  places: Fields['places'];
}

/** The named templates of all files of a chart. */
export function libraryOf(templates: readonly string[]): Library {
  return libraryOfDefines(new Map(templates.flatMap((each) => [...parseTemplate(each).defines])));
}

function libraryOfDefines(defines: Library['defines']): Library {
  const places = [...defines.values()].flatMap((nodes, index) => [
    ...findFields(nodes, (index + 1) * SLOTS_APART).places,
  ]);
  return { defines, places: new Map(places) };
}

const OF_LINKS = /service_?links/i;

type Try = (values: ReadonlyMap<string, boolean | null>) => Rendering;

function trapsIn(
  nodes: readonly TemplateNode[],
  { defines, places, budget }: Library & { budget: { steps: number } },
): HelmTrap[] {
  const { fields, ...own } = findFields(nodes);
  if (fields.length === 0) return [];
  const inAll = { slots: own.slots, places: new Map([...places, ...own.places]) };
  const tried = new Map<string, Rendering>();
  const attempt: Try = (values) => {
    const key = JSON.stringify([...values]);
    const known = tried.get(key);
    if (known !== undefined) return known;
    const rendering = render({ nodes, fields: inAll, defines, values, budget });
    tried.set(key, rendering);
    return rendering;
  };
  try {
    const plain = attempt(new Map());
    return fields.flatMap((field) => {
      const around = new Set(
        field.places
          .flatMap(({ branches }) => branches)
          .flatMap((branch) => [...(plain.conditions.get(branch) ?? [])]),
      );
      const inField = likely(plain.asked.get(field.slot) ?? new Set());
      const values = scalars([...inField, ...[...around].filter(isNamedLinks)]).slice(0, MOST_VALUES);
      const found = values.flatMap((path) => {
        const others = values.filter((each) => each !== path).slice(0, MOST_OTHERS);
        return trapOf(field, path, others, attempt);
      });
      return Array.from(Map.groupBy(found, ({ offset }) => offset).values(), ([first, ...more]) => ({
        ...first!,
        values: [first!, ...more].flatMap((each) => each.values),
      }));
    });
  } catch (error) {
    if (error instanceof TooMuch) return [];
    throw error;
  }
}

function isNamedLinks(path: string): boolean {
  return OF_LINKS.test(path.slice(path.lastIndexOf('.') + 1));
}

/** Of what a field's value asked for, what it is about: by its name, or because there is little else. */
function likely(asked: ReadonlySet<string>): string[] {
  const named = [...asked].filter(isNamedLinks);
  const others = [...asked].filter(
    (path) => !/^(?:Release|Chart|Capabilities|Template|Files|Subcharts)\b/.test(path),
  );
  return named.length > 0 || others.length > FEW ? named : others;
}

const FEW = 3;

/** Paths that no other one goes through, each once. */
function scalars(paths: readonly string[]): string[] {
  return [...new Set(paths)].filter(
    (path) => path !== '' && !paths.some((other) => other.startsWith(`${path}.`)),
  );
}

/** @param others What is tried beside it. */
function trapOf(field: Field, path: string, others: readonly string[], attempt: Try): HelmTrap[] {
  let isTrap = false;
  for (const beside of combinations(others)) {
    const [yes, no, none] = [true, false, null].map((value) => {
      const { outcomes } = attempt(new Map([[path, value], ...beside]));
      return meaningOf(outcomes.get(field.slot));
    }) as [Meaning, Meaning, Meaning];
    if (!isSame(no, none)) return [];
    // What switches links off: nobody wants it to be false.
    if (yes.has('off') && !no.has('off')) return [];
    isTrap ||= no.has('on');
  }
  return isTrap ? [placeOfTrap(field, path, attempt)].flat() : [];
}

type Meaning = ReadonlySet<Outcome>;

/** A field that is not rendered is as good as true. */
function meaningOf(outcomes: ReadonlySet<Outcome> | undefined): Meaning {
  return new Set([...(outcomes ?? ABSENT)].map((each) => (each === 'absent' ? 'on' : each)));
}

function isSame(one: Meaning, other: Meaning): boolean {
  return one.size === other.size && [...one].every((each) => other.has(each));
}

const ABSENT: Meaning = new Set(['absent']);

/** Each value true, false and absent. */
function combinations(paths: readonly string[]): ReadonlyMap<string, boolean | null>[] {
  return paths.reduce<ReadonlyMap<string, boolean | null>[]>(
    (all, path) =>
      all.flatMap((each) => [null, true, false].map((value) => new Map([...each, [path, value]]))),
    [new Map()],
  );
}

/** The innermost block that false closes, or that asks for the value; else what renders the field. */
function placeOfTrap({ places }: Field, path: string, attempt: Try): HelmTrap | [] {
  const { conditions, truths } = attempt(new Map([[path, false]]));
  const asking = places.flatMap(({ branches }) =>
    branches.filter((branch) => conditions.get(branch)?.has(path) === true),
  );
  const closed = asking.findLast((branch) => truths.get(branch)?.has(true) !== true);
  const branch =
    closed ??
    (places.some(({ action }) => action !== undefined && !asking.some((each) => each.action === action))
      ? undefined
      : asking.at(-1));
  if (branch !== undefined) return trapAt(branch.action, path, 'truth');
  const action = places.find((each) => each.action !== undefined)?.action;
  return action === undefined ? [] : trapAt(action, path, 'default');
}

function trapAt({ offset, text }: TemplateAction, path: string, by: HelmTrap['by']): HelmTrap {
  return { offset, action: text, values: [`.${path}`], by };
}
