import { describe, expect, test } from 'vitest';
import { linkSaid } from '../../../../src/present/tui/app/link.ts';
import type { Link } from '../../../../src/present/tui/backend.ts';
import type { Running } from '../../../../src/present/tui/screen.ts';
import { NOW } from '../fake-app.ts';

const at = new Date(2026, 10, 21, 12, 3, 10).getTime();
const problem = { code: 'forbidden', message: 'no right to \u001B[31mwatch', hint: 'Ask for it.' };
const running = (link?: Link): Running => ({ job: { kind: 'pods' }, startedAt: NOW, ...(link && { link }) });
const said = (link: Link, later = 0): string | undefined => linkSaid([running(link)], at + later)?.text;

describe('the header says of a list', () => {
  test.each<[string, Link, number, string]>([
    ['that it is read', { state: 'looking' }, 0, 'looking ...'],
    ['that it lives', { state: 'live', at }, 5000, 'live, 12:03:10'],
    [
      'how old it is and when it is read again, and why it does not live',
      { state: 'asking', at, everyMs: 10_000, problem },
      0,
      String.raw`as of 12:03:10, every 10 s: no right to \x1b[31mwatch`,
    ],
    [
      'since when it is lost, and when it is tried again',
      { state: 'broken', at, retryAt: at + 16_000, problem: { code: 'x', message: 'connection refused' } },
      12_000,
      'lost 12 s ago, again in 4 s: connection refused',
    ],
    [
      'that it is just tried',
      { state: 'broken', at, retryAt: at + 1000 },
      300_000,
      'lost 5 min 0 s ago, trying again',
    ],
    ['that it was never reached', { state: 'broken', retryAt: at + 2000 }, 0, 'not reached, again in 2 s'],
  ])('%s', (_, link, later, expected) => {
    expect(said(link, later)).toBe(expected);
  });

  test('of several the one that is worst off', () => {
    const links: Link[] = [
      { state: 'live', at },
      { state: 'broken', at },
      { state: 'asking', at },
    ];
    expect(linkSaid(links.map(running), at)?.text).toBe('lost 0 s ago');
  });

  test('nothing where nothing lives', () => {
    expect(linkSaid([running()], at)).toBeUndefined();
  });
});
