import type { ChartTemplate, ChartValues } from '../../../contracts/manifests.ts';
import { templateActions } from './template-actions.ts';

/**
 * The values about service links that no template of their chart reads, so that setting them does nothing. None where
 * that cannot be told: a chart is not there that the values may be for, or a named template that may read them.
 */
export function unreadValues(
  { values, absentCharts, subcharts }: ChartValues,
  templates: readonly ChartTemplate[],
): ChartValues['values'] {
  if (values.length === 0 || templates.length === 0) return [];
  const actions = templates.flatMap(({ text }) =>
    templateActions(text).map((action) => `${action.word} ${action.rest}`),
  );
  const all = actions.join('\n');
  const defined = new Set(Array.from(all.matchAll(/^(?:define|block) "([^"]+)"/gm), ([, name]) => name));
  const included = Array.from(all.matchAll(/\b(?:include|template) ("[^"]*"|\S+)/g), ([, name = '']) => name);
  if (included.some((name) => !name.startsWith('"') || !defined.has(name.slice(1, -1)))) return [];
  // All values at once, as `toYaml .Values`.
  if (/\.Values(?![\w.])/.test(all.replaceAll(/\b(?:hasKey|get|index) \$?\.Values "[^"]*"/g, ''))) return [];
  return values.filter(({ path }) => {
    const [top = '', ...below] = path;
    if (absentCharts.includes(top) || (top === 'global' && absentCharts.length > 0)) return false;
    return !isRead(all, subcharts.includes(top) ? below : path);
  });
}

/** Whether a value is named with its path, by its key in quotes, or with all that is beside it, as by `with .Values.pod`. */
function isRead(actions: string, path: readonly string[]): boolean {
  const keys = path.map((key) => key.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  const whole = keys.slice(0, -1).flatMap((key) => [String.raw`\.${key}(?![\w.])`, `["\x60]${key}["\x60]`]);
  const own = [String.raw`\.Values\.${keys.join(String.raw`\.`)}(?!\w)`, `["\x60]${keys.at(-1)}["\x60]`];
  return new RegExp([...own, ...whole].join('|')).test(actions);
}
