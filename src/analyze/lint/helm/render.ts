import type { Expression, Pipeline } from './pipeline.ts';
import { call } from './functions.ts';
import {
  addAll,
  anyOf,
  append,
  either,
  few,
  joined,
  lastField,
  MOST,
  outcomesOf,
  single,
  upsert,
  type Outcome,
  type Part,
} from './parts.ts';
import { mergeVariables } from './variables.ts';
import { TooMuch, type Rendering, type RenderInput, type Scope, type Variable } from './rendering.ts';
import type { TemplateNode } from './template-tree.ts';
import { child, isTrue, possible, printed, type Value, type World } from './values.ts';

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
      const depth = pipeline.declares ? scope.depth : (before?.depth ?? scope.depth);
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
    mergeVariables(scope.variables, ends);
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
