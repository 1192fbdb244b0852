import { expect, test } from 'vitest';
import { waitedFor } from '../../../src/present/diagnosis/waiting.ts';

test('what takes longest is named, and the rest counted', () => {
  expect(waitedFor([])).toBe('');
  expect(waitedFor(['node'])).toBe('the node');
  expect(waitedFor(['peers', 'sample'])).toBe('the container’s own figures and whom it talks to');
  expect(waitedFor(['node', 'metrics', 'peers', 'sample'])).toBe(
    'the container’s own figures, whom it talks to and 2 more',
  );
});
