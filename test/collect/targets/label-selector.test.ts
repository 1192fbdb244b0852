import { expect, test } from 'vitest';
import { labelSelectorText } from '../../../src/collect/targets/label-selector.ts';

test('every operator of a LabelSelector has its text form', () => {
  const selector = {
    matchLabels: { app: 'web' },
    matchExpressions: [
      { key: 'tier', operator: 'In', values: ['a', 'b'] },
      { key: 'zone', operator: 'NotIn', values: ['x'] },
      { key: 'live', operator: 'Exists' },
      { key: 'legacy', operator: 'DoesNotExist' },
    ],
  };
  expect(labelSelectorText(selector)).toBe('app=web,tier in (a,b),zone notin (x),live,!legacy');
});
