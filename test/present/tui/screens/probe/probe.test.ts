import { describe, expect, test } from 'vitest';
import { stepOf } from '../../../../../src/present/tui/app/step.ts';
import type { Effect, Message } from '../../../../../src/present/tui/screen.ts';
import { probe } from '../../../../../src/present/tui/screens/probe/index.tsx';
import { curveOf } from '../../../../../src/present/tui/screens/probe/points.ts';
import { probeLines } from '../../../../../src/present/tui/screens/probe/lines.ts';
import type { ProbeState } from '../../../../../src/present/tui/screens/probe/state.ts';
import { container, measured } from '../../../samples/build.ts';
import { around, NOW, seen } from '../../around.ts';
import { probed, session } from '../history/session.ts';

const of = { namespace: 'shop', pod: 'web-7d64', container: 'web' };
const opened = probe.open({ of }, around());
const { audited } = probed(0, 16_020, 1570);
const asks = (effects: readonly Effect[] | undefined) => effects?.find((effect) => effect.type === 'ask');
const after = (state: ProbeState, ...messages: Message[]): ProbeState =>
  messages.reduce((each, message) => stepOf(probe, each, message, around()).state, state);
const text = (state: ProbeState, own = {}): string => seen(probeLines(state, around(own)));

describe('measuring', () => {
  test('is asked for when the screen opens, and starts nothing by itself', () => {
    expect(opened.effects).toHaveLength(1);
    expect(asks(opened.effects)).toMatchObject({
      question: 'Measure in web-7d64 (container web)?',
      yes: [{ type: 'start', job: { kind: 'audit', of, probe: 'auto' } }],
    });
    expect(text(opened.state)).toContain('Nothing was measured yet');
  });

  test('in full is asked for as well, and says that it can take minutes', () => {
    const ask = asks(stepOf(probe, opened.state, { type: 'action', action: 'probe' }, around()).effects);
    expect(ask).toMatchObject({ yes: [{ type: 'start', job: { probe: 'full' } }] });
    expect(ask?.details.join(' ')).toContain('minutes');
  });

  test('again says what it cost the last time', () => {
    const state = after(opened.state, { type: 'audited', audited: audited! });
    const ask = asks(stepOf(probe, state, { type: 'action', action: 'refresh' }, around()).effects);
    expect(ask?.details.join(' ')).toContain('the last time 0.1 s');
  });

  test('shows since when it runs, and x ends it', () => {
    const running = [
      { job: { kind: 'audit', of, probe: 'auto' } as const, startedAt: NOW - 4000, expectedMs: 9000 },
    ];
    expect(text(opened.state, { running })).toContain('Measuring for 4 s, of about 9 s; x cancels');
    const place = around({ running });
    expect(stepOf(probe, opened.state, { type: 'action', action: 'cancel' }, place).effects).toEqual([
      { type: 'cancel', job: 'audit' },
    ]);
    expect(
      stepOf(probe, opened.state, { type: 'action', action: 'cancel' }, around()).effects,
    ).toBeUndefined();
  });

  test('that fails or is cancelled leaves the earlier figures', () => {
    const had = after(opened.state, { type: 'audited', audited: audited! });
    const failed = after(had, { type: 'failed', problem: { code: 'timeout', message: 'It took too long.' } });
    expect(text(failed)).toContain('Failed: It took too long.');
    expect(text(failed)).toContain('16,020 variables');
    expect(text(after(had, { type: 'cancelled' }))).toContain('Cancelled');
  });

  test('without a container is not offered', () => {
    const { state, effects } = probe.open({}, around());
    expect(effects).toBeUndefined();
    expect(text(state)).toContain('No container was chosen');
  });
});

describe('the curve', () => {
  const curve = curveOf(audited!, NOW, [])!;

  test('goes through what was measured, with the square of the variables in Node.js', () => {
    expect(curve.at(16_020)).toBeCloseTo(1570);
    expect(curve.at(8_010)).toBeCloseTo(1.7 + (1570 - 1.7) / 4);
    expect(curve.growth).toContain('square');
  });

  test('grows in proportion where a runtime reads its environment once', () => {
    const one = container({ cost: { runtime: 'python', spawnInherited: measured(10, 12, 3) } });
    const python = curveOf(
      { ...audited!, growth: 'linear', report: { ...audited!.report, containers: [one] } },
      NOW,
      [],
    )!;
    expect(python.at(82)).toBeCloseTo(5);
  });

  test('tells what is left without the links', () => {
    expect(curve.points.find(({ mark }) => mark === 'o')).toMatchObject({ kind: 'predicted', variables: 20 });
  });

  test('has every measurement of the session in pods of the same workload', () => {
    const newest = session[2]!;
    const points = curveOf(newest.audited!, newest.at, session)!.points;
    expect(points.map(({ mark, kind, variables }) => [mark, kind, variables])).toEqual([
      ['1', 'measured', 16_020],
      ['2', 'measured', 20],
      ['s', 'measured', 0],
    ]);
  });

  test('leaves out what was measured elsewhere, or is another operation', () => {
    const elsewhere = probed(1, 300, 5, { namespace: 'other' });
    const loopOnly = probed(2, 300, 5, { cost: { loop: measured(9, 9, 1) } });
    expect(
      curveOf(audited!, NOW, [elsewhere, loopOnly])!.points.filter(({ kind }) => kind === 'measured'),
    ).toHaveLength(2);
  });

  test('is an estimate where nothing was timed, and nothing where nothing is known', () => {
    const model = container({ cost: { model: { cpuMs: [10, 20], what: 'a child process' } } });
    const nothing = container({ cost: {} });
    const curveFor = (one: typeof model) =>
      curveOf({ ...audited!, report: { ...audited!.report, containers: [one] } }, NOW, []);
    expect(curveFor(model)?.points[0]).toMatchObject({ kind: 'estimated', cpuMs: 20 });
    expect(curveFor(nothing)).toBeUndefined();
  });
});

test('the variables open with what was measured, without asking again', () => {
  const state = after(opened.state, { type: 'audited', audited: audited! });
  const { effects } = stepOf(probe, state, { type: 'action', action: 'environment' }, around());
  expect(effects).toMatchObject([{ type: 'open', screen: 'environment', args: { entry: { audited } } }]);
});
