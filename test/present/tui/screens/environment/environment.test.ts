import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Action } from '../../../../../src/present/tui/keys.ts';
import { KEYS } from '../../../../../src/present/tui/keys.ts';
import { stepOf } from '../../../../../src/present/tui/app/step.ts';
import type { Message } from '../../../../../src/present/tui/screen.ts';
import { groupsOf } from '../../../../../src/present/tui/screens/environment/groups.ts';
import { environment } from '../../../../../src/present/tui/screens/environment/index.ts';
import type { EnvironmentState } from '../../../../../src/present/tui/screens/environment/state.ts';
import { around } from '../../around.ts';
import { frame } from '../frame.ts';
import { auditedOf, many } from './audited.ts';

const of = { namespace: 'shop', pod: 'web-7d64', container: 'web' };
const opened = environment.open({ of }, around());
const audited = auditedOf();
const loaded = after(opened.state, { type: 'audited', audited });

function after(state: EnvironmentState, ...messages: Message[]): EnvironmentState {
  return messages.reduce((each, message) => stepOf(environment, each, message, around()).state, state);
}
const keys = (...actions: Action[]): Message[] => actions.map((action) => ({ type: 'action', action }));
const drawn = (state: EnvironmentState): string => frame(environment, state, around());
const filter = (text: string): Message => ({ type: 'filter', text });
const names = ({ table: { rows } }: EnvironmentState): string[] =>
  rows.map(({ group, variable }) => (variable === undefined ? group.name : `  ${variable.name}`));

describe('groups', () => {
  const groups = groupsOf(audited.report.containers[0]!);

  test('are the Services, and the origins of all else', () => {
    expect(groups.map(({ name, variables }) => [name, variables.length])).toEqual([
      ['redis', 4],
      ['old', 1],
      ['env in the pod spec', 2],
      ['image or runtime', 2],
      ['fresh', 0],
    ]);
  });

  test('count names and values as the kernel does', () => {
    const [redis] = groups;
    expect(redis?.bytes).toBe(18 + 18 + 23 + 10 + 12 * 3 + 24 + 4 * 2);
  });

  test.each([
    ['a Service that is gone', 'old', ['ghost: its Service is gone']],
    [
      'a Service that is newer than the container',
      'fresh',
      ['missing: come at the next restart', '1 contested'],
    ],
    [
      'what is hidden, contested and outdated',
      'redis',
      ["1 hidden by the pod's own", '1 contested', '1 outdated'],
    ],
  ])('mark %s in words', (_, name, marks) => {
    expect(groups.find((group) => group.name === name)?.marks).toEqual(marks);
  });
});

describe('the browser', () => {
  test('asks for names without measuring when it opens', () => {
    expect(opened.effects).toEqual([{ type: 'start', job: { kind: 'audit', of, probe: 'off' } }]);
    expect(drawn(opened.state)).toContain('Asking the container');
  });

  test('shows an earlier audit without asking', () => {
    const { state, effects } = environment.open({ entry: { at: 0, of, kind: 'probe', audited } }, around());
    expect(effects).toBeUndefined();
    expect(state.table.rows.length).toBe(5);
  });

  test('says that values are never there', () => {
    expect(drawn(loaded)).toContain('values never leave the container');
  });

  test('is sorted by size, count or name, and the other way round', () => {
    expect(names(loaded)[0]).toBe('redis');
    expect(names(after(loaded, ...keys('sort')))).toEqual([
      'redis',
      'env in the pod spec',
      'image or runtime',
      'old',
      'fresh',
    ]);
    expect(names(after(loaded, ...keys('sort', 'sort')))[0]).toBe('env in the pod spec');
    expect(names(after(loaded, ...keys('sort', 'sort', 'reverse')))[0]).toBe('redis');
  });

  test('opens a group with enter, and closes it with enter or from within', () => {
    const open = after(loaded, ...keys('enter'));
    expect(names(open).slice(0, 6)).toEqual([
      'redis',
      '  REDIS_PORT',
      '  REDIS_SERVICE_HOST',
      '  REDIS_SERVICE_PORT',
      '  REDIS_SERVICE_PORT_HTTP',
      'image or runtime',
    ]);
    expect(after(open, ...keys('enter')).table.rows).toHaveLength(5);
    const within = after(open, ...keys('down', 'down', 'left'));
    expect(within.table.rows).toHaveLength(5);
    expect(within.table.list.selected).toBe(0);
  });

  test.each([
    ['a part of a variable', 'db_pass', ['env in the pod spec', '  DB_PASSWORD']],
    ['a part of a Service, with all its variables', 'redis', ['redis', 'env in the pod spec', '  API_URL']],
    ['a word about it', 'ghost', ['old']],
    [
      'two words in any order',
      'port redis',
      ['redis', '  REDIS_PORT', '  REDIS_SERVICE_PORT', '  REDIS_SERVICE_PORT_HTTP'],
    ],
    ['nothing', 'no such thing', []],
  ])('finds %s', (_, text, expected) => {
    expect(names(after(loaded, filter(text)))).toEqual(expected);
  });

  test('keeps selected what is selected when it is sorted and searched', () => {
    const chosen = after(loaded, ...keys('bottom'));
    const name = names(chosen)[chosen.table.list.selected];
    const sorted = after(chosen, ...keys('reverse'));
    expect(names(sorted)[sorted.table.list.selected]).toBe(name);
  });

  test('copies the command for the same, and saves the evidence', () => {
    expect(environment.command?.(loaded, around())).toBe(
      'kubectl envaudit audit web-7d64 -n shop -c web --variables',
    );
    expect(environment.reduce(loaded, { type: 'action', action: 'save' }, around()).effects).toEqual([
      { type: 'save', evidence: audited.evidence },
    ]);
  });

  test('says why there is nothing when it failed, was cancelled, or has no container', () => {
    const problem = { code: 'forbidden', message: 'no \u001b[31mexec', hint: 'ask' };
    const failed = drawn(after(opened.state, { type: 'failed', problem }));
    expect(failed).toContain(String.raw`Error: no \x1b[31mexec`);
    expect(failed).toContain('  ask');
    expect(drawn(after(opened.state, { type: 'cancelled' }))).toContain('Cancelled');
    expect(drawn(environment.open({}, around()).state)).toContain('No container');
  });

  test('keeps what it has when asking again fails', () => {
    const again = after(loaded, ...keys('refresh'), {
      type: 'failed',
      problem: { code: 'timeout', message: 'late' },
    });
    expect(again.table.rows).toHaveLength(5);
  });
});

test.each([60, 80, 110, 140])('a screen of %i columns is kept to', (columns) => {
  const open = after(loaded, ...keys('enter'));
  for (const line of frame(environment, open, around({ columns })).split('\n'))
    expect(line.length).toBeLessThanOrEqual(columns);
});

test('whatever comes in whatever order, the selection is one of the rows', () => {
  const large = auditedOf({ variables: many(200), services: [] });
  const message = fc.oneof(
    fc
      .constantFrom(...KEYS.map(({ action }) => action))
      .map((action): Message => ({ type: 'action', action })),
    fc.constantFrom('', 'tenant', 'port_3', 'x', 'redis').map(filter),
    fc.constantFrom<Message>(
      { type: 'audited', audited },
      { type: 'audited', audited: large },
      { type: 'cancelled' },
      { type: 'resized' },
      { type: 'tick' },
      { type: 'failed', problem: { code: 'x', message: 'y' } },
    ),
  );
  fc.assert(
    fc.property(fc.array(message, { maxLength: 40 }), fc.integer({ min: 1, max: 40 }), (messages, rows) => {
      const place = around({ rows });
      let { state } = environment.open({ of }, place);
      for (const each of messages) {
        state = environment.reduce(state, each, place).state;
        expect(state.table.list.selected).toBeGreaterThanOrEqual(0);
        expect(state.table.list.selected).toBeLessThan(Math.max(1, state.table.rows.length));
        expect(state.table.list.top).toBeLessThanOrEqual(state.table.list.selected);
      }
    }),
  );
});
