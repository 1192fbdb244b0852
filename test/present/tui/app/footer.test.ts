import { describe, expect, test } from 'vitest';
import type { First } from '../../../../src/present/tui/app/state.ts';
import { started } from '../fake-app.ts';
import { appFrame } from '../app-frame.ts';

const of = { namespace: 'shop', pod: 'web-7d64' };
const FLOW: First = { screen: 'flow', args: { of } };
const PODS: First = { screen: 'pods', args: { namespace: 'shop' } };
const bottom = (first: First, columns: number): string =>
  appFrame(started(first, { columns, rows: 24 }).app)
    .split('\n')
    .at(-1) ?? '';

describe('the bottom line', () => {
  test.each([
    ['pods', PODS, 80],
    ['flow', FLOW, 80],
    ['pods', PODS, 60],
    ['flow', FLOW, 60],
  ])('keeps what matters most on %s at %i columns', (_, first, columns) => {
    const line = bottom(first, columns);
    for (const key of ['enter open', 'p probe', 'd diagnose', 'esc back', '? help', 'q quit'])
      expect(line).toContain(key);
    expect(line.length).toBeLessThanOrEqual(columns);
  });

  test('has all of them where there is room, in the order of the table', () => {
    expect(bottom(FLOW, 200)).toMatch(/enter open.*c copy.*s save.*r refresh.*: command/);
  });
});
