import { parsePipeline, type Pipeline } from './pipeline.ts';
import { templateActions, type TemplateAction } from './template-actions.ts';

/** A part of a template. */
export type TemplateNode =
  | { kind: 'text'; text: string }
  | { kind: 'action'; action: TemplateAction; pipeline: Pipeline }
  | { kind: 'block'; word: 'if' | 'with' | 'range'; branches: Branch[]; otherwise: TemplateNode[] };

/** `if`, `with` or `range`, or the `else if` of one. */
export interface Branch {
  action: TemplateAction;
  pipeline: Pipeline;
  nodes: TemplateNode[];
}

export interface TemplateTree {
  nodes: TemplateNode[];
  /** The named templates in it. */
  defines: Map<string, TemplateNode[]>;
}

interface Open {
  block: Extract<TemplateNode, { kind: 'block' }> | undefined;
  nodes: TemplateNode[];
}

/** Blocks in blocks that are looked at. */
const DEEPEST = 50;

/** Reads a template. What is not closed ends with the text, and what closes nothing is passed over. */
export function parseTemplate(template: string): TemplateTree {
  const root: TemplateNode[] = [];
  const defines = new Map<string, TemplateNode[]>();
  const open: Open[] = [{ block: undefined, nodes: root }];
  for (const action of templateActions(template)) {
    const { before, text, word, rest } = action;
    const { block, nodes } = open.at(-1)!;
    if (before !== '') nodes.push({ kind: 'text', text: before });
    if (text === '') continue;
    switch (word) {
      case 'if':
      case 'with':
      case 'range': {
        const branch: Branch = { action, pipeline: parsePipeline(rest), nodes: [] };
        const made: TemplateNode = { kind: 'block', word, branches: [branch], otherwise: [] };
        if (open.length < DEEPEST) nodes.push(made);
        open.push({ block: made, nodes: branch.nodes });
        break;
      }
      case 'define':
      case 'block': {
        const name = /^"([^"]*)"|^`([^`]*)`/.exec(rest)?.slice(1).find(Boolean) ?? '';
        const body: TemplateNode[] = [];
        defines.set(name, body);
        if (word === 'block')
          nodes.push({ kind: 'action', action, pipeline: parsePipeline(`template ${rest}`) });
        open.push({ block: undefined, nodes: body });
        break;
      }
      case 'else': {
        if (block === undefined) break;
        const chained = /^(?:if|with)\s+([^]*)$/.exec(rest)?.[1];
        const branch =
          chained === undefined ? undefined : { action, pipeline: parsePipeline(chained), nodes: [] };
        if (branch !== undefined) block.branches.push(branch);
        open[open.length - 1] = { block, nodes: branch?.nodes ?? block.otherwise };
        break;
      }
      case 'end':
        if (open.length > 1) open.pop();
        break;
      default:
        nodes.push({ kind: 'action', action, pipeline: parsePipeline(rest) });
    }
  }
  return { nodes: root, defines };
}
