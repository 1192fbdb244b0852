const LEVELS = '▁▂▃▄▅▆▇█';

/**
 * Figures over time as a row of bars, `▁▂▃▅▇`: one for each figure, or for the last of several where there is not room for
 * all. Bars begin at 0, so that what hardly grows looks like that; empty without figures.
 */
export function sparkline(values: readonly number[], columns: number): string {
  const count = Math.min(columns, values.length);
  const most = Math.max(...values, 0);
  return Array.from({ length: count }, (_, index) => {
    const value = values[Math.ceil(((index + 1) * values.length) / count) - 1] ?? 0;
    return LEVELS[most === 0 ? 0 : Math.round((value / most) * (LEVELS.length - 1))];
  }).join('');
}
