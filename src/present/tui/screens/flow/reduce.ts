import { counted, duration } from '../../../../units.ts';
import { askForChoice, USUAL_CHOICE } from '../../components/choice.ts';
import { cancelling, elsewhere } from '../../components/container-jobs.ts';
import { execQuestion } from '../../components/exec-question.ts';
import type { Action } from '../../keys.ts';
import type { Around, Effect, Message, ScreenArguments, Step } from '../../screen.ts';
import { onEvent, finishedState } from './events.ts';
import { move, settled } from './move.ts';
import { freshStages, type FlowState } from './state.ts';

/** Starts the flow for a container, or shows an earlier diagnosis. */
export function openFlow({ of, entry, choice }: ScreenArguments, around: Around): Step<FlowState> {
  const state: FlowState = {
    of: of ?? entry?.of,
    choice: choice ?? USUAL_CHOICE,
    run: { status: 'cancelled' },
    stages: freshStages(),
    parts: [],
    arrived: [],
    needs: {},
    place: { stage: 'host-resources', pane: 'path', scroll: 0 },
  };
  if (entry?.finished === undefined) return asked(state, around);
  const shown = finishedState(state, entry.finished);
  return { state: { ...shown, place: { ...shown.place, stage: 'root-cause' } } };
}

/** The next state of the flow's screen, and what is to be done. */
export function reduceFlow(state: FlowState, message: Message, around: Around): Step<FlowState> {
  const step = reduced(state, message, around);
  return { ...step, state: settled(step.state) };
}

function reduced(state: FlowState, message: Message, around: Around): Step<FlowState> {
  if (message.type === 'action') {
    return (ACTIONS[message.action] ?? moved)(state, message.action, around);
  }
  if (message.type === 'flow') return { state: atTheEnd(state, onEvent(state, message.event, around.now)) };
  if (message.type === 'failed')
    return { state: ended(state, { status: 'failed', problem: message.problem }) };
  // Without a yes it is looked at from outside.
  if (message.type === 'declined') return started(state, around, false);
  const stopped = message.type === 'cancelled' || message.type === 'moved';
  return { state: stopped ? ended(state, { status: 'cancelled' }) : state };
}

type OnAction = (state: FlowState, action: Action, around: Around) => Step<FlowState>;

const again: OnAction = (state, _action, around) =>
  state.run.status === 'running' ? say(state, 'It is running; x cancels it.') : asked(state, around);

const moved: OnAction = (state, action, around) => ({ state: move(state, action, around) });

const ACTIONS: Partial<Record<Action, OnAction>> = {
  cancel: cancelling('diagnose', ({ run }) => run.status === 'running'),
  refresh: again,
  diagnose: again,
  options: (state) => ({ state, effects: [askForChoice(state.choice)] }),
  save: (state) =>
    state.evidence === undefined
      ? say(state, 'There is nothing to save before it has finished.')
      : { state, effects: [{ type: 'save', evidence: state.evidence }] },
  environment: elsewhere('environment'),
  probe: elsewhere('probe'),
};

/** Starts it, where it was said before that commands may be run in containers; otherwise that is asked. */
function asked(state: FlowState, around: Around): Step<FlowState> {
  if (state.of === undefined || around.mayExec) return started(state, around, true);
  const { windowMs, urls } = state.choice;
  const what = [
    `A diagnosis runs one: it reads the names and sizes of the environment, and then watches /proc for ${duration(windowMs)}.`,
    ...(urls.length === 0 ? [] : [`It requests ${counted(urls.length, 'URL')} from inside the pod.`]),
    'With a no it looks from outside only: at the API server and at the node.',
  ];
  return { state, effects: [execQuestion(state.of, what)] };
}

function started(state: FlowState, around: Around, exec: boolean): Step<FlowState> {
  const { of, choice } = state;
  if (of === undefined) return { state };
  const fresh: FlowState = {
    of,
    choice,
    run: { status: 'running', startedAt: around.now },
    stages: freshStages(),
    parts: [],
    arrived: [],
    needs: {},
    place: { stage: state.place.stage, pane: 'path', scroll: 0 },
  };
  const effect: Effect = { type: 'start', job: { kind: 'diagnose', of, choice: { ...choice, exec } } };
  return { state: fresh, effects: [effect] };
}

/** When the flow has finished and nobody went anywhere yet, the root cause is what one wants to see. */
function atTheEnd(before: FlowState, after: FlowState): FlowState {
  const { place } = after;
  if (before.diagnosis !== undefined || after.diagnosis === undefined || place.pane !== 'path') return after;
  return { ...after, place: { ...place, stage: 'root-cause', scroll: 0 } };
}

function ended(state: FlowState, run: FlowState['run']): FlowState {
  return state.run.status === 'running' ? { ...state, run } : state;
}

function say(state: FlowState, text: string): Step<FlowState> {
  return { state, effects: [{ type: 'say', text }] };
}
