import { templateActions, type TemplateAction } from './template-actions.ts';

/** A place in a chart's template where a value of false is never rendered. */
export interface HelmTrap {
  /** Of the action that swallows the value, from 0. */
  offset: number;
  /** The action, as it stands there. */
  action: string;
  /** What decides: `.Values.enableServiceLinks`. */
  value: string;
  /** `truth`: `with` and `if` take false for absent. `default`: so does the function default. */
  by: 'truth' | 'default';
}

interface Block {
  action: TemplateAction;
  /** What is tested for truth, when that is nothing but a value. */
  value: string | undefined;
  /** The pipelines and literals that the field enableServiceLinks has in it. */
  fields: string[];
  inElse: boolean;
  elseHasField: boolean;
}

/**
 * Where a chart's template cannot render `enableServiceLinks: false`, because `with`, `if` and `default` take false for
 * "not given". Tests by hasKey, kindIs, eq, ne, not and the like are no traps, nor is a field that is always rendered.
 * https://helm.sh/docs/chart_template_guide/control_structures/ and https://github.com/helm/helm/issues/3308
 */
export function helmTraps(template: string): HelmTrap[] {
  const traps: HelmTrap[] = [];
  const open: Block[] = [];
  for (const action of templateActions(template)) {
    for (const field of fieldsBefore(action)) seeField(field, open);
    const { offset, text, word, rest } = action;
    if (isValueOfField(action) && DEFAULT_TRUE.test(rest)) {
      traps.push({ offset, action: text, value: valueOf(rest), by: 'default' });
    }
    if (/^(with|if|range|define|block)$/.test(word)) {
      open.push({ action, value: testedValue(action), fields: [], inElse: false, elseHasField: false });
    } else if (word === 'else') {
      const block = open.at(-1);
      if (block !== undefined) block.inElse = true;
    } else if (word === 'end') {
      const block = open.pop();
      if (block !== undefined && swallowsFalse(block)) {
        traps.push({
          offset: block.action.offset,
          action: block.action.text,
          value: block.value ?? '',
          by: 'truth',
        });
      }
    }
  }
  return traps.toSorted((one, other) => one.offset - other.offset);
}

const FIELD = String.raw`(?:^|\n)[ \t]*(?:-[ \t]+)?["']?enableServiceLinks["']?[ \t]*:[ \t]*`;
const LITERAL = new RegExp(String.raw`${FIELD}["']?(\w+)`, 'g');
const AT_END = new RegExp(String.raw`${FIELD}["']?$`);
const DEFAULT_TRUE = /\|\s*default\s+true\b|^default\s+true\s/;

/** Blocks in blocks that are looked at. */
const DEEPEST = 50;

/** What the field has in the text before an action, and when it is the action itself, that. */
function fieldsBefore(action: TemplateAction): string[] {
  const literals = [...action.before.matchAll(LITERAL)].map(([, literal = '']) => literal);
  return isValueOfField(action) ? [...literals, valueOf(action.rest)] : literals;
}

function isValueOfField({ before, text }: TemplateAction): boolean {
  return text !== '' && AT_END.test(before);
}

function seeField(field: string, open: readonly Block[]): void {
  // A lone dot is what the nearest `with` or `range` says.
  const dot = open.findLast(({ action }) => action.word === 'with' || action.word === 'range');
  for (const block of open.slice(-DEEPEST)) {
    if (block.inElse) block.elseHasField = true;
    else block.fields.push(field === '.' && block === dot ? (block.value ?? field) : field);
  }
}

/** `.Values.a.b` of `(.Values.a).b | quote`. */
function valueOf(pipeline: string): string {
  const words = pipeline.replaceAll(/[()]/g, ' ').split(/[\s|]+/);
  const path = words.filter((word) => /^[.$]/.test(word));
  return path.join('') || pipeline;
}

/** The value that `with` and `if` test for truth: alone, assigned, or as a part of `and`. */
function testedValue({ word, rest }: TemplateAction): string | undefined {
  if (word !== 'with' && word !== 'if') return undefined;
  const tested = rest.replace(/^\$\w+\s*:?=\s*/, '').trim();
  if (isBare(tested)) return tested.replaceAll(/[()]/g, '');
  const [first, ...all] = tested.split(/\s+/);
  if (first !== 'and') return undefined;
  return all.filter(isBare).find((value) => OF_LINKS.test(value));
}

function isBare(text: string): boolean {
  return /^\(*[.$][\w.$()]*$/.test(text);
}

const OF_LINKS = /service_?links/i;

function swallowsFalse({ value, fields, elseHasField }: Block): boolean {
  if (value === undefined || fields.length === 0 || elseHasField) return false;
  // `if .Values.disableServiceLinks` around a literal false is right.
  if (fields.includes('false')) return false;
  return OF_LINKS.test(value) || fields.includes(value);
}
