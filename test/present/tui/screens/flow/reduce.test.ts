import { describe, expect, test } from 'vitest';
import { stepOf } from '../../../../../src/present/tui/app/step.ts';
import type { FlowEvent } from '../../../../../src/contracts/flow-events.ts';
import { flow } from '../../../../../src/present/tui/screens/flow/index.tsx';
import { itemsOf, selectedItem } from '../../../../../src/present/tui/screens/flow/items.ts';
import { CHECKED_STAGES, statusOf } from '../../../../../src/present/tui/screens/flow/state.ts';
import type { FlowState } from '../../../../../src/present/tui/screens/flow/state.ts';
import type { Action } from '../../../../../src/present/tui/keys.ts';
import type { Effect, Message } from '../../../../../src/present/tui/screen.ts';
import { around, NOW } from '../../around.ts';
import { check, events, finished, serviceLinks, startedEvent, throttled } from './diagnosis.ts';

const of = { namespace: 'shop', pod: 'web-7d64' };
const opened = flow.open({ of }, around());

function after(state: FlowState, ...messages: Message[]): FlowState {
  return messages.reduce((each, message) => stepOf(flow, each, message, around()).state, state);
}
const flows = (list: readonly FlowEvent[]): Message[] => list.map((event) => ({ type: 'flow', event }));
const keys = (...actions: Action[]): Message[] => actions.map((action) => ({ type: 'action', action }));
const effectsOf = (state: FlowState, action: Action): readonly Effect[] | undefined =>
  stepOf(flow, state, { type: 'action', action }, around()).effects;
const done = after(opened.state, ...flows(events));
const statuses = (state: FlowState): string[] =>
  [...CHECKED_STAGES, 'root-cause' as const].map((stage) => statusOf(state, stage));

describe('opening', () => {
  test('for a container starts the flow', () => {
    expect(opened.effects).toEqual([
      { type: 'start', job: { kind: 'diagnose', of, choice: { windowMs: 10_000, urls: [], exec: true } } },
    ]);
    expect(statuses(opened.state)).toEqual(['waiting', 'waiting', 'waiting', 'waiting', 'waiting']);
  });

  test('as it was asked for', () => {
    const choice = { windowMs: 5000, urls: ['http://cart/'] };
    const { state, effects } = flow.open({ of, choice }, around());
    expect(effects).toEqual([
      { type: 'start', job: { kind: 'diagnose', of, choice: { ...choice, exec: true } } },
    ]);
    expect(flow.command?.(state, around())).toContain('--window 5s --url http://cart/');
    expect(effectsOf(state, 'options')).toEqual([
      { type: 'type', text: 'diagnose --window 5s --url http://cart/ ' },
    ]);
  });

  test('where no commands may be run in containers yet, that is asked before anything is started', () => {
    const { state, effects } = flow.open({ of }, around({ mayExec: false }));
    expect(effects).toMatchObject([
      { type: 'ask', yes: [{ type: 'allow-exec' }, { type: 'act', action: 'refresh' }] },
    ]);
    expect(statuses(state)[0]).toBe('stopped');
    const declined = stepOf(flow, state, { type: 'declined' }, around({ mayExec: false }));
    expect(declined.effects).toMatchObject([{ type: 'start', job: { choice: { exec: false } } }]);
    const allowed = stepOf(flow, state, { type: 'action', action: 'refresh' }, around());
    expect(allowed.effects).toMatchObject([{ type: 'start', job: { choice: { exec: true } } }]);
  });

  test('an earlier diagnosis shows it and starts nothing', () => {
    const { state, effects } = flow.open({ entry: { at: NOW, of, kind: 'diagnosis', finished } }, around());
    expect(effects).toBeUndefined();
    expect(statuses(state)).toEqual(['cleared', 'suspect', 'cleared', 'guilty', 'found']);
    expect(state.place.stage).toBe('root-cause');
  });

  test('without a container starts nothing, whatever key is pressed', () => {
    const { state, effects } = flow.open({}, around());
    expect(effects).toBeUndefined();
    expect(effectsOf(state, 'refresh')).toBeUndefined();
    expect(effectsOf(state, 'probe')).toBeUndefined();
  });
});

describe('events', () => {
  test('in their order lead to verdicts and to the root cause, which is then shown', () => {
    expect(statuses(done)).toEqual(['cleared', 'suspect', 'cleared', 'guilty', 'found']);
    expect(done.place).toMatchObject({ stage: 'root-cause', pane: 'path' });
    expect(done.of).toEqual({ ...of, container: 'web' });
  });

  test('show a stage as running once a check of it came, with the check', () => {
    const state = after(opened.state, ...flows(events.slice(0, 4)));
    expect(statuses(state)).toEqual(['running', 'waiting', 'waiting', 'waiting', 'waiting']);
    expect(itemsOf(state, 'host-resources').map(({ key }) => key)).toEqual(['cpu-utilisation']);
  });

  test('that come before `started` are dropped by it, as they are of nobody', () => {
    const state = after(opened.state, ...flows([...events.slice(1, 4), startedEvent]));
    expect(statuses(state)[0]).toBe('waiting');
  });

  test('that come when it has finished change nothing', () => {
    expect(after(done, ...flows([startedEvent, ...events.slice(3, 5)]))).toEqual(done);
  });

  test('of `finished` alone are enough', () => {
    expect(statuses(after(opened.state, ...flows([finished])))).toEqual(statuses(done));
  });

  test('about a check that is there replace it', () => {
    const twice: FlowEvent[] = [
      { type: 'check', stage: 'app-limits', check: throttled },
      { type: 'check', stage: 'app-limits', check: { ...throttled, verdict: 'ok' } },
    ];
    const items = itemsOf(after(opened.state, ...flows(twice)), 'app-limits');
    expect(items.map((item) => item.check?.verdict)).toEqual(['ok']);
  });

  test('about a check come too late after their stage was judged', () => {
    const late: FlowEvent = { type: 'check', stage: 'app-limits', check: check({ id: 'late' }) };
    const state = after(opened.state, ...flows(events.slice(0, -1)), ...flows([late]));
    expect(itemsOf(state, 'app-limits').map(({ key }) => key)).toEqual(['cpu-throttled']);
  });

  test('of a stage that this version does not know are left out', () => {
    const odd = { type: 'check', stage: 'constructor', check: check() } as unknown as FlowEvent;
    expect(after(opened.state, ...flows([odd]))).toEqual(opened.state);
  });

  test('put what is over its threshold first, then what is unknown', () => {
    const order: FlowEvent[] = (['ok', 'notice', 'unknown', 'problem', 'warning'] as const).map(
      (verdict) => ({
        type: 'check',
        stage: 'host-resources',
        check: check({ id: verdict, verdict }),
      }),
    );
    const items = itemsOf(after(opened.state, ...flows(order)), 'host-resources');
    expect(items.map(({ key }) => key)).toEqual(['problem', 'warning', 'unknown', 'notice', 'ok']);
  });

  test('leave selected what is selected, although other checks move it down', () => {
    const first = after(
      opened.state,
      ...flows([startedEvent, { type: 'check', stage: 'host-resources', check: check() }]),
      ...keys('enter', 'down', 'up'),
    );
    const chosen = after(first, ...keys('top', 'bottom'));
    const worse = flows([
      { type: 'check', stage: 'host-resources', check: check({ id: 'worse', verdict: 'problem' }) },
    ]);
    const state = after({ ...chosen, place: { ...chosen.place, item: 'cpu-utilisation' } }, ...worse);
    const items = itemsOf(state, 'host-resources');
    expect(selectedItem(state, items)).toMatchObject({ index: 1, item: { key: 'cpu-utilisation' } });
  });

  test('with a foreign text that would move the cursor are shown spelled out, and saved as they are', () => {
    const evil = {
      ...finished,
      diagnosis: { ...serviceLinks, rootCause: { ...serviceLinks.rootCause, conclusion: 'a\u001b[2Jb' } },
    };
    const state = after(opened.state, ...flows([evil]));
    expect(state.diagnosis?.rootCause.conclusion).toBe(String.raw`a\x1b[2Jb`);
  });
});

describe('the end of a run', () => {
  test('by a failure keeps what was judged, and says the failure', () => {
    const problem = { code: 'forbidden', message: 'exec is forbidden' };
    const state = after(opened.state, ...flows(events.slice(0, 6)), { type: 'failed', problem });
    expect(state.run).toEqual({ status: 'failed', problem });
    expect(statuses(state)).toEqual(['cleared', 'stopped', 'stopped', 'stopped', 'stopped']);
  });

  test('by x ends the job, and stages without a verdict are stopped', () => {
    expect(effectsOf(opened.state, 'cancel')).toEqual([{ type: 'cancel', job: 'diagnose' }]);
    const state = after(opened.state, { type: 'cancelled' });
    expect(statuses(state)).toEqual(['stopped', 'stopped', 'stopped', 'stopped', 'stopped']);
    expect(after(state, ...flows(events))).toEqual(state);
  });

  test('x does nothing when nothing runs', () => {
    expect(effectsOf(done, 'cancel')).toBeUndefined();
  });
});

describe('keys', () => {
  test('s saves the evidence when it has finished, and says why it cannot before', () => {
    expect(effectsOf(done, 'save')).toEqual([{ type: 'save', evidence: finished.evidence }]);
    expect(effectsOf(opened.state, 'save')).toMatchObject([{ type: 'say' }]);
  });

  test('r runs it again from the beginning, but not while it runs', () => {
    expect(effectsOf(done, 'refresh')).toMatchObject([{ type: 'start', job: { kind: 'diagnose' } }]);
    expect(statuses(after(done, ...keys('refresh')))[0]).toBe('waiting');
    expect(effectsOf(opened.state, 'refresh')).toMatchObject([{ type: 'say' }]);
  });

  test('enter goes from the path to the checks and to the evidence, esc the same way back', () => {
    let state: FlowState = { ...done, place: { stage: 'app-limits', pane: 'path', scroll: 0 } };
    const panes = (['enter', 'enter', 'enter', 'back', 'back'] as const).map((action) => {
      state = after(state, ...keys(action));
      return state.place.pane;
    });
    expect(panes).toEqual(['items', 'detail', 'detail', 'items', 'path']);
  });

  test('esc on the path has no use, so that the shell closes the screen', () => {
    expect(stepOf(flow, opened.state, { type: 'action', action: 'back' }, around())).toEqual({
      state: opened.state,
    });
  });

  test('enter does not open a stage that has nothing yet', () => {
    expect(after(opened.state, ...keys('enter')).place.pane).toBe('path');
  });

  test('e shows the evidence of the first, which is the worst', () => {
    const state = after(done, ...keys('up', 'evidence'));
    expect(state.place).toMatchObject({ stage: 'app-hotspots', pane: 'detail' });
    expect(flow.command?.(state, around())).toBe(serviceLinks.stages[3]?.checks[1]?.command);
  });

  test('c copies the command of a mend, and on the path the one for the same in a shell', () => {
    const mend = after(done, ...keys('enter', 'down'));
    expect(flow.command?.(mend, around())).toBe("kubectl patch deployment web -n shop -p '{}'");
    expect(flow.command?.(done, around())).toBe('kubectl envaudit diagnose web-7d64 -n shop -c web');
  });

  test('p and v open the probe and the variables of the same container', () => {
    expect(effectsOf(done, 'probe')).toEqual([{ type: 'open', screen: 'probe', args: { of: done.of } }]);
    expect(effectsOf(done, 'environment')).toMatchObject([{ type: 'open', screen: 'environment' }]);
  });
});
