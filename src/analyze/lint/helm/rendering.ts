import type { Outcome } from './parts.ts';
import type { Branch, TemplateNode, TemplateTree } from './template-tree.ts';
import type { Value, World } from './values.ts';

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

export interface Scope {
  dot: readonly Value[];
  variables: Map<string, Variable>;
  depth: number;
}

export interface Variable {
  values: readonly Value[];
  /** What its value asked for. */
  asked: ReadonlySet<string>;
  depth: number;
}
