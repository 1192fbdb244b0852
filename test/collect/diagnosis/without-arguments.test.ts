import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutArguments } from '../../../src/collect/diagnosis/without-arguments.ts';
import { subjectOf } from '../../flow/looking.ts';

function linesOf(command: string[], args: string[], probe: string[] = []): string[][] {
  const subject = subjectOf();
  const execProbes = [{ kind: 'liveness' as const, command: probe }];
  const { container } = withoutArguments({
    ...subject,
    container: { ...subject.container, command, args, execProbes },
  });
  return [container.command, container.args, ...container.execProbes.map((one) => one.command)];
}

test.each<[string, string[], string[], string[][]]>([
  ['keeps the program', ['/usr/bin/node', '--token=x'], ['y'], [['/usr/bin/node', '*********'], ['*'], []]],
  ['keeps a program of the arguments', [], ['npm', 'start'], [[], ['npm', '*****'], []]],
  ['takes no option for a program', [], ['--password=x'], [[], ['************'], []]],
  ['takes no script for a program', ['a b=c'], [], [['*****'], [], []]],
  ['counts bytes', ['sh', '-c', 'ü'], [], [['sh', '**', '**'], [], []]],
  ['is content with nothing', [], [], [[], [], []]],
])('%s', (_, command, args, lines) => {
  expect(linesOf(command, args)).toEqual(lines);
});

test('of probes, too, only the program is kept', () => {
  expect(linesOf([], [], ['curl', '-u', 'me:secret'])[2]).toEqual(['curl', '**', '*********']);
});

test('no argument is left, and the size is the same', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (words) => {
      const [command = []] = linesOf(['sh', ...words], []);
      expect(command.slice(1).join('')).toMatch(/^\**$/);
      expect(Buffer.byteLength(command.join(' '))).toBe(Buffer.byteLength(['sh', ...words].join(' ')));
    }),
  );
});
