import { outcomeOf } from './parts.ts';
import type { FieldPlace, Fields } from './rendering.ts';
import type { Branch, TemplateNode } from './template-tree.ts';
import type { TemplateAction } from './template-actions.ts';

/** One field of a template: all places in one pod spec. */
export interface Field {
  slot: number;
  places: FieldOccurrence[];
}

interface FieldOccurrence {
  /** The blocks around it, the outermost first. */
  branches: readonly Branch[];
  /** What renders its value, or the field itself. */
  action: TemplateAction | undefined;
}

const NAME = String.raw`^[ \t]*(?:-[ \t]+)?["']?enableServiceLinks["']?[ \t]*:[ \t]*`;
/** A line with the field, or one with which another pod spec may begin. */
const LINE = new RegExp(
  String.raw`${NAME}(.*)$|^(?:---|[ \t]*(?:-[ \t]+)?["']?(?:\w*[sS]pec|kind)["']?[ \t]*:)`,
  'gm',
);
const OPEN_END = new RegExp(`${NAME}["']?$`, 'm');

/**
 * Finds the fields enableServiceLinks of a template, and everything that may render one.
 * @param firstSlot Tells its slots from those of others.
 */
export function findFields(nodes: readonly TemplateNode[], firstSlot = 0): Fields & { fields: Field[] } {
  const places = new Map<TemplateNode, FieldPlace[]>();
  const slots = new Map<TemplateNode, number>();
  const bySlot = new Map<number, FieldOccurrence[]>();
  let slot = firstSlot;
  visit(nodes, []);
  return { places, slots, fields: Array.from(bySlot, ([number, each]) => ({ slot: number, places: each })) };

  function visit(list: readonly TemplateNode[], branches: readonly Branch[]): void {
    for (const [index, node] of list.entries()) {
      if (node.kind === 'text') seeText(node, list[index + 1], branches);
      else if (node.kind === 'action') {
        slots.set(node, slot);
        if (node.pipeline.variables.length === 0 && MAY_RENDER.test(node.action.rest))
          see({ branches, action: node.action });
      } else {
        for (const branch of node.branches) visit(branch.nodes, [...branches, branch]);
        visit(node.otherwise, [...branches, ...node.branches]);
      }
    }
  }

  function seeText(
    node: Extract<TemplateNode, { kind: 'text' }>,
    next: TemplateNode | undefined,
    branches: readonly Branch[],
  ): void {
    const found: FieldPlace[] = [];
    for (const match of node.text.matchAll(LINE)) {
      const [line, value] = match;
      if (value === undefined) {
        slot += 1;
        continue;
      }
      const isOpen =
        match.index + line.length === node.text.length && OPEN_END.test(line) && next !== undefined;
      found.push({ slot, literal: isOpen ? undefined : outcomeOf(value) });
      if (!isOpen) see({ branches, action: undefined });
      else if (next.kind === 'block')
        see({ branches: [...branches, ...next.branches], action: next.branches[0]?.action });
      else see({ branches, action: next.kind === 'action' ? next.action : undefined });
    }
    if (found.length > 0) places.set(node, found);
  }

  function see(occurrence: FieldOccurrence): void {
    const known = bySlot.get(slot);
    if (known === undefined) bySlot.set(slot, [occurrence]);
    else known.push(occurrence);
  }
}

/** Actions that render more than a value. */
const MAY_RENDER = /\b(?:include|template|toYaml)\b/;
