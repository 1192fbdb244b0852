import type { Expression, Pipeline } from './pipeline.ts';
import { call } from './functions.ts';
import type { Branch, TemplateNode, TemplateTree } from './template-tree.ts';
import { child, isTrue, isUnknown, possible, printed, type Value, type World } from './values.ts';

/** What becomes of the field enableServiceLinks; without it links are on. */
export type Outcome = 'on' | 'off' | 'absent' | 'other';

/** A place of the field: in text, with its value where that stands there, or in front of what renders the value. */
export interface FieldPlace {
  /** Places of one pod spec have one number: one of them is rendered. */
  slot: number;
  literal: Outcome | undefined;
}

/** Where the fields are in a template: found once, whatever is tried. */
export interface Fields {
  places: ReadonlyMap<TemplateNode, readonly FieldPlace[]>;
  /** The slot that each action is in, for fields that it renders itself. */
  slots: ReadonlyMap<TemplateNode, number>;
}

/** What a rendering showed. */
export interface Rendering {
  outcomes: Map<number, Set<Outcome>>;
  /** Which branches were taken, and what their conditions asked for. */
  truths: Map<Branch, Set<boolean>>;
  conditions: Map<Branch, Set<string>>;
  /** By slot, what the values of the field asked for. */
  asked: Map<number, Set<string>>;
}

export interface RenderInput {
  nodes: readonly TemplateNode[];
  fields: Fields;
  /** Named templates of the chart. */
  defines: TemplateTree['defines'];
  values: World['values'];
  /** Counts down; at 0 it is given up. */
  budget: { steps: number };
}

/** That a template is too large to be tried. */
export class TooMuch extends Error {}

interface Scope {
  dot: readonly Value[];
  variables: Map<string, Variable>;
  depth: number;
}

interface Variable {
  values: readonly Value[];
  /** What its value asked for. */
  asked: ReadonlySet<string>;
  depth: number;
}

/** What some nodes render: every text that is possible, undefined for too many, and what becomes of the field. */
interface Part {
  texts: readonly string[] | undefined;
  outcomes: Map<number, Set<Outcome>>;
}

/** Texts, and values, beyond which nobody counts what is possible. */
const MOST = 16;
const LONGEST = 5000;
/** Named templates in named templates. */
const DEEPEST = 10;

const ROOT: Value = { path: '' };

/** Renders a template in every way that is possible where some values are known. @throws TooMuch */
export function render(input: RenderInput): Rendering {
  const rendering: Rendering = {
    outcomes: new Map(),
    truths: new Map(),
    conditions: new Map(),
    asked: new Map(),
  };
  const renderer = new Renderer(input, rendering);
  const scope = { dot: [ROOT], variables: new Map(), depth: 0 };
  rendering.outcomes = renderer.nodes(input.nodes, scope).outcomes;
  return rendering;
}

class Renderer {
  readonly #input: RenderInput;
  readonly #rendering: Rendering;
  readonly #world: World;
  /** What included templates did with the field, since somebody asked. */
  #included = new Set<Outcome>();
  #includes = 0;

  constructor(input: RenderInput, rendering: Rendering) {
    this.#input = input;
    this.#rendering = rendering;
    this.#world = { values: input.values, asked: new Set() };
  }

  nodes(nodes: readonly TemplateNode[], scope: Scope): Part {
    let texts: Part['texts'] = [''];
    const outcomes: Part['outcomes'] = new Map();
    /** The field whose value comes next, and what was rendered of that. */
    let open: { slot: number; texts: Part['texts'] } | undefined;
    const close = (): void => {
      if (open !== undefined) append(outcomes, single(open.slot, outcomesOf(open.texts)));
      open = undefined;
    };
    for (const node of nodes) {
      this.#step();
      const asked = new Set<string>();
      const part = this.#tracking(asked, () => this.#node(node, scope));
      append(outcomes, part.outcomes);
      texts = joined(texts, part.texts);
      if (open !== undefined) {
        addAll(upsert(this.#rendering.asked, open.slot), asked);
        open.texts = joined(open.texts, part.texts);
        if (node.kind === 'text' && node.text.includes('\n')) close();
      }
      for (const { slot, literal } of this.#input.fields.places.get(node) ?? []) {
        close();
        if (literal === undefined) open = { slot, texts: [''] };
        else append(outcomes, single(slot, new Set([literal])));
      }
    }
    close();
    return { texts, outcomes };
  }

  #node(node: TemplateNode, scope: Scope): Part {
    if (node.kind === 'text') return { texts: [node.text], outcomes: new Map() };
    return node.kind === 'block' ? this.#block(node, scope) : this.#action(node, scope);
  }

  #action(node: Extract<TemplateNode, { kind: 'action' }>, scope: Scope): Part {
    const { pipeline } = node;
    this.#included = new Set();
    const asked = new Set<string>();
    const values = this.#tracking(asked, () => this.#pipeline(pipeline, scope));
    const [name] = pipeline.variables;
    if (name !== undefined) {
      const before = scope.variables.get(name);
      const depth = isDeclaration(node.action.rest) ? scope.depth : (before?.depth ?? scope.depth);
      scope.variables.set(name, { values, asked, depth });
      return { texts: [''], outcomes: new Map() };
    }
    const texts = [...new Set(values.flatMap((value) => possible(value, this.#world)).map(printed))];
    const slot = this.#input.fields.slots.get(node) ?? 0;
    const found = new Set([...this.#included, ...texts.flatMap((text) => lastField(text))]);
    if (found.size === 0) return { texts, outcomes: new Map() };
    // What a named template renders is judged there.
    if (this.#included.size === 0) addAll(upsert(this.#rendering.asked, slot), asked);
    return { texts, outcomes: single(slot, found) };
  }

  #block({ word, branches, otherwise }: Extract<TemplateNode, { kind: 'block' }>, scope: Scope): Part {
    const parts: Part[] = [];
    const ends: Map<string, Variable>[] = [];
    const take = (nodes: readonly TemplateNode[], dot: Scope['dot'], own: Map<string, Variable>): void => {
      const variables = new Map([...scope.variables, ...own]);
      parts.push(this.nodes(nodes, { dot, variables, depth: scope.depth + 1 }));
      ends.push(variables);
    };
    let isOpen = true;
    for (const branch of branches) {
      const { pipeline, nodes } = branch;
      const asked = new Set<string>();
      const values = this.#tracking(asked, () => this.#pipeline(pipeline, scope)).flatMap((value) =>
        this.#tracking(asked, () => possible(value, this.#world)),
      );
      addAll(upsert(this.#rendering.conditions, branch), asked);
      const truths = upsert(this.#rendering.truths, branch);
      const full = values.filter(isTrue);
      if (full.length > 0) {
        truths.add(true);
        const inner = word === 'range' ? full.map((each) => child(each, '[]')) : full;
        const own = new Map(
          pipeline.variables.map((name) => [name, { values: inner, asked, depth: scope.depth + 1 }]),
        );
        take(nodes, word === 'if' ? scope.dot : inner, own);
      }
      isOpen = full.length < values.length;
      if (!isOpen) break;
      truths.add(false);
    }
    if (isOpen) take(otherwise, scope.dot, new Map());
    for (const [name, before] of scope.variables) {
      const after = ends
        .map((variables) => variables.get(name)!)
        .filter(({ depth }) => depth === before.depth);
      if (after.length === 0) continue;
      const values = few(after.flatMap((each) => each.values));
      const asked = new Set(after.flatMap((each) => [...each.asked]));
      scope.variables.set(name, { ...before, values, asked });
    }
    return {
      texts: either(parts.map((part) => part.texts)),
      outcomes: anyOf(parts.map((part) => part.outcomes)),
    };
  }

  #pipeline({ value }: Pipeline, scope: Scope): readonly Value[] {
    return value === undefined ? [{ path: undefined }] : few(this.#value(value, scope));
  }

  #value(expression: Expression, scope: Scope): readonly Value[] {
    this.#step();
    switch (expression.kind) {
      case 'literal':
        return [expression.value];
      case 'path':
        return this.#base(expression.of, scope).map((value) => expression.keys.reduce(child, value));
      case 'call':
        return this.#call(expression, scope);
    }
  }

  #base(of: string | Expression | undefined, scope: Scope): readonly Value[] {
    if (of === undefined) return scope.dot;
    // What is behind a part of a pipeline may be there in some ways only: `(default dict .Values.pod).links`.
    if (typeof of !== 'string') return this.#value(of, scope);
    if (of === '$') return [ROOT];
    const variable = scope.variables.get(of);
    addAll(this.#world.asked, variable?.asked ?? []);
    return variable?.values ?? [{ path: undefined }];
  }

  #call({ name, args }: Extract<Expression, { kind: 'call' }>, scope: Scope): readonly Value[] {
    const [first, ...rest] = args;
    if (name === 'include' || name === 'template') return this.#include(first, rest[0], scope);
    let lists: Value[][] = [[]];
    for (const arg of args) {
      const values = few(this.#value(arg, scope).flatMap((value) => possible(value, this.#world)));
      lists = lists.flatMap((list) => values.map((value) => [...list, value])).slice(0, MOST * MOST);
    }
    return few(lists.flatMap((list) => call(name, list, this.#world)));
  }

  /** A named template is rendered with what it is given for its dot. */
  #include(name: Expression | undefined, dot: Expression | undefined, scope: Scope): readonly Value[] {
    const body = name?.kind === 'literal' ? this.#input.defines.get(String(name.value)) : undefined;
    if (body === undefined || this.#includes >= DEEPEST) return [{ path: undefined }];
    this.#includes += 1;
    const inner = {
      dot: dot === undefined ? [null] : few(this.#value(dot, scope)),
      variables: new Map(),
      depth: 0,
    };
    const before = this.#included;
    const { texts, outcomes } = this.nodes(body, inner);
    this.#included = new Set([...before, ...[...outcomes.values()].flatMap((set) => [...set])]);
    this.#includes -= 1;
    return texts?.map((text) => text.trim()) ?? [{ path: undefined }];
  }

  /** Sees what is asked for meanwhile, and lets others see it as well. */
  #tracking<T>(asked: Set<string>, work: () => T): T {
    const outer = this.#world.asked;
    this.#world.asked = asked;
    try {
      return work();
    } finally {
      this.#world.asked = outer;
      addAll(outer, asked);
    }
  }

  #step(): void {
    this.#input.budget.steps -= 1;
    if (this.#input.budget.steps < 0) throw new TooMuch();
  }
}

const FIELD = /(?:^|\n)[ \t]*(?:-[ \t]+)?["']?enableServiceLinks["']?[ \t]*:[ \t]*(.*)/g;

function lastField(text: string): Outcome[] {
  return [...text.matchAll(FIELD)].slice(-1).map(([, value = '']) => outcomeOf(value));
}

/** What a text makes of the field, as YAML 1.1 reads it. */
export function outcomeOf(text: string): Outcome {
  const word = /^\s*["']?([^\s"'#]*)/.exec(text)?.[1]?.toLowerCase() ?? '';
  if (/^(?:false|no?|off)$/.test(word)) return 'off';
  if (/^(?:true|y|yes|on)$/.test(word)) return 'on';
  return /^(?:|~|null)$/.test(word) ? 'absent' : 'other';
}

function outcomesOf(texts: Part['texts']): Set<Outcome> {
  return new Set(texts === undefined ? ['other'] : texts.map(outcomeOf));
}

function single(slot: number, outcomes: Set<Outcome>): Part['outcomes'] {
  return new Map([[slot, outcomes]]);
}

/** Adds a part that comes later: what it has counts, where it has something. */
function append(outcomes: Part['outcomes'], part: Part['outcomes']): void {
  for (const [slot, later] of part) {
    const before = outcomes.get(slot) ?? ['absent'];
    const kept = later.has('absent') ? before : [];
    outcomes.set(slot, new Set([...[...later].filter((each) => each !== 'absent'), ...kept]));
  }
}

/** Of parts one of which is rendered. */
function anyOf(parts: readonly Part['outcomes'][]): Part['outcomes'] {
  const slots = new Set(parts.flatMap((part) => [...part.keys()]));
  return new Map(
    Array.from(slots, (slot) => [
      slot,
      new Set(parts.flatMap((part) => [...(part.get(slot) ?? (['absent'] as const))])),
    ]),
  );
}

function either(sets: readonly Part['texts'][]): Part['texts'] {
  if (sets.some((set) => set === undefined)) return undefined;
  return bounded([...new Set(sets.flatMap((set) => set!))]);
}

function joined(first: Part['texts'], second: Part['texts']): Part['texts'] {
  if (first === undefined || second === undefined) return undefined;
  if (first.length * second.length > MOST) return undefined;
  return bounded(first.flatMap((one) => second.map((other) => one + other)));
}

function bounded(texts: string[]): Part['texts'] {
  return texts.length > MOST || texts.some((text) => text.length > LONGEST) ? undefined : texts;
}

/** Values, each once; of too many nobody knows. */
function few(values: readonly Value[]): readonly Value[] {
  const seen = new Set<unknown>();
  const each = values.filter((value) => {
    const key = isUnknown(value)
      ? `${value.path} ${value.isThere}`
      : typeof value === 'object'
        ? value
        : `=${typeof value}${value}`;
    return !seen.has(key) && seen.add(key);
  });
  return each.length > MOST ? [{ path: undefined }] : each;
}

function isDeclaration(rest: string): boolean {
  return /^\s*\$\w*\s*:=/.test(rest);
}

function upsert<K, T>(map: Map<K, Set<T>>, key: K): Set<T> {
  const found = map.get(key) ?? new Set<T>();
  map.set(key, found);
  return found;
}

function addAll<T>(set: Set<T>, values: Iterable<T>): void {
  for (const value of values) set.add(value);
}
