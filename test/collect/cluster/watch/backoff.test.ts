import { expect, test } from 'vitest';
import { EnvauditError } from '../../../../src/errors.ts';
import { ApiError } from '../../../../src/collect/cluster/errors/api-errors.ts';
import { Silence } from '../../../../src/collect/cluster/watch/silence.ts';
import {
  afterWatch,
  FOLLOW_TIMING,
  mayPass,
  pauseMs,
  type NextStep,
} from '../../../../src/collect/cluster/watch/backoff.ts';

const api = (code: string, status: number): ApiError => new ApiError(code, code, { status, reason: '' });
const other = (code: string): EnvauditError => new EnvauditError(code, code);
const after = (error: unknown, failures: number): NextStep =>
  afterWatch(error, { failures, timing: FOLLOW_TIMING, random: 1 });

const CASES: [string, unknown, number, NextStep][] = [
  ['a watch whose time was over is begun again', undefined, 0, { type: 'retry', list: false, pauseMs: 0 }],
  ['one that ends at once is waited for', undefined, 1, { type: 'retry', list: false, pauseMs: 1000 }],
  [
    'a good one that was lost is begun again',
    other('unreachable'),
    0,
    { type: 'retry', list: false, pauseMs: 0 },
  ],
  [
    'a network that is gone is waited for',
    other('unreachable'),
    3,
    { type: 'retry', list: false, pauseMs: 4000 },
  ],
  ['silence was long enough', new Silence(), 1, { type: 'retry', list: false, pauseMs: 0 }],
  ['but not again and again', new Silence(), 2, { type: 'retry', list: false, pauseMs: 2000 }],
  [
    'a version that is forgotten is listed at once',
    api('expired', 410),
    1,
    { type: 'retry', list: true, pauseMs: 0 },
  ],
  ['but not again and again', api('expired', 410), 4, { type: 'retry', list: true, pauseMs: 8000 }],
  [
    'a server that fails is listed anew',
    api('server-error', 500),
    1,
    { type: 'retry', list: true, pauseMs: 1000 },
  ],
  [
    'what cannot be understood is listed anew',
    api('malformed', 200),
    2,
    { type: 'retry', list: true, pauseMs: 2000 },
  ],
  [
    'expired credentials say nothing about versions',
    api('unauthorized', 401),
    1,
    { type: 'retry', list: false, pauseMs: 1000 },
  ],
  ['without the right it is asked for', api('forbidden', 403), 1, { type: 'ask' }],
  ['and where there is no watch', api('api-error', 405), 1, { type: 'ask' }],
];

test.each(CASES)('%s (%#)', (_, error, failures, step) => {
  expect(after(error, failures)).toEqual(step);
});

const pauses = (random: number): number[] =>
  [1, 2, 3, 4, 5, 6, 7, 100].map((failures) => pauseMs(failures, FOLLOW_TIMING, random));

test('pauses double from 1 s to 30 s, with as much chance in them as half of them', () => {
  expect(pauses(1)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  expect(pauses(0)).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]);
});

test.each([
  ['unreachable', true],
  ['server-error', true],
  ['unauthorized', true],
  ['forbidden', false],
  ['not-found', false],
  ['malformed', false],
])('the first list is waited for where that may help: %s %s', (code, passes) => {
  expect(mayPass({ code })).toBe(passes);
});
