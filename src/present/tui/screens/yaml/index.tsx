import type { ReactNode } from 'react';
import type { Problem } from '../../../../contracts/evidence.ts';
import { dim, line, styled, type Line } from '../../../layout/lines.ts';
import { printable } from '../../../text.ts';
import { yamlOfObject } from '../../../yaml.ts';
import type { ObjectName } from '../../backend.ts';
import { objectTitle, yamlCommand } from '../../components/object-commands.ts';
import { TextLines } from '../../components/text-lines.tsx';
import { phraseOf } from '../../components/viewer/marks.ts';
import { textFrame, textPart } from '../../components/viewer/text-frame.ts';
import {
  settled,
  toMatch,
  VIEWER_START,
  viewerMessage,
  type Viewed,
  type ViewerState,
} from '../../components/viewer/viewer.ts';
import type { Around, Message, Screen, Step } from '../../screen.ts';

export interface YamlState {
  of?: ObjectName | undefined;
  /** Absent until it has come. */
  lines?: readonly Line[];
  problem?: Problem | undefined;
  viewer: ViewerState;
}

/** An object as `kubectl get -o yaml` shows it, without what nobody else should read. */
export const yaml: Screen<YamlState> = {
  id: 'yaml',
  title: ({ of }) => (of === undefined ? 'yaml' : `yaml of ${printable(objectTitle(of), { max: 80 })}`),
  open: ({ object }) => asked({ of: object, viewer: VIEWER_START }),
  reduce,
  object: ({ of }) => of,
  command: ({ of }) => of && yamlCommand(of),
  View: ({ state, around }: { state: YamlState; around: Around }): ReactNode => (
    <TextLines lines={textFrame(summary(state), state, viewed(state, around))} around={around} />
  ),
};

function asked(state: YamlState): Step<YamlState> {
  const { of } = state;
  return { state, effects: of === undefined ? [] : [{ type: 'start', job: { kind: 'object', of } }] };
}

function reduce(state: YamlState, message: Message, around: Around): Step<YamlState> {
  if (message.type === 'object') {
    const now = { ...state, lines: linesOf(message.object), problem: undefined };
    return { state: { ...now, viewer: settled(state.viewer, viewed(now, around)) } };
  }
  if (message.type === 'failed') return { state: { ...state, problem: message.problem } };
  if (message.type === 'action' && message.action === 'refresh') return asked(state);
  const text = viewed(state, around);
  const viewer =
    message.type === 'filter' ? toMatch(state.viewer, text) : viewerMessage(state.viewer, message, text);
  return { state: viewer === state.viewer ? state : { ...state, viewer } };
}

function viewed({ lines = [] }: YamlState, around: Around): Viewed {
  return { lines, ...textPart(around), marks: phraseOf(around.filter), searches: true };
}

function summary({ of, lines }: YamlState): Line {
  if (of === undefined) return line('Nothing was selected. Select something on a list and press y.');
  return lines === undefined ? line(dim('Reading it ...')) : line(dim(MASKED));
}

const MASKED = '# … hides values of env, copies in annotations and secrets in commands';

function linesOf(object: object): Line[] {
  return yamlOfObject(object)
    .trimEnd()
    .split('\n')
    .map((text) => {
      const [, key, rest = ''] = KEY.exec(text) ?? [];
      return key === undefined ? line(text) : line(styled('command', key), rest);
    });
}

const KEY = /^((?: *- )* *[\w./"-]+:)(?= |$)(.*)$/;
