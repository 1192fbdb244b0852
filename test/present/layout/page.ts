import type { Page } from '../../../src/present/layout/page.ts';

/** A page of ASCII. */
export function page(own: Partial<Page> = {}): Page {
  return {
    columns: 80,
    verbose: false,
    variables: false,
    width: (text) => text.length,
    collectedAt: '2026-11-20T14:30:00Z',
    ...own,
  };
}
