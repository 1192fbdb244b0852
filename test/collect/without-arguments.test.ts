import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { loopsInBash } from '../../src/analyze/figures/environment/starts.ts';
import { recogniseRuntime, runsBash, tellsStart } from '../../src/analyze/figures/environment/runtime.ts';
import { withoutArguments } from '../../src/collect/without-arguments.ts';
import { subjectOf } from '../flow/looking.ts';

function linesOf(command: string[], args: string[], probe: string[] = []): string[][] {
  const { container: original } = subjectOf();
  const execProbes = [{ kind: 'liveness' as const, command: probe }];
  const container = withoutArguments({ ...original, command, args, execProbes }, tellsStart);
  return [container.command, container.args, ...container.execProbes.map((one) => one.command)];
}

test.each<[string, string[], string[], string[][]]>([
  ['keeps the program', ['/usr/bin/app', '--token=x'], ['y'], [['/usr/bin/app', '*********'], ['*'], []]],
  ['keeps a program of the arguments', [], ['app', 'start'], [[], ['app', '*****'], []]],
  ['takes no option for a program', [], ['--password=x'], [[], ['************'], []]],
  ['takes no script for a program', ['a b=c'], [], [['*****'], [], []]],
  ['counts bytes', ['sh', '-c', 'ü'], [], [['sh', '**', '**'], [], []]],
  ['is content with nothing', [], [], [[], [], []]],
  [
    'keeps known programs that others start',
    ['tini', '--', '/usr/bin/node'],
    ['x.js'],
    [['tini', '**', '/usr/bin/node'], ['****'], []],
  ],
  [
    'keeps them in scripts',
    ['sh', '-c', "TOKEN=a exec node s.js --pw='b'; npm start"],
    [],
    [['sh', '**', '******* **** node **** ********* npm *****'], [], []],
  ],
  [
    'takes no value for a program',
    ['app', '--shell=bash', 'user:bash'],
    [],
    [['app', '************', '*********'], [], []],
  ],
])('%s', (_, command, args, lines) => {
  expect(linesOf(command, args)).toEqual(lines);
});

test('of probes, too, only programs are kept', () => {
  expect(linesOf([], [], ['curl', '-u', 'me:secret'])[2]).toEqual(['curl', '**', '*********']);
});

test.each<string[][]>([
  [['sh', '-c', 'exec node server.js --token secret']],
  [['tini', '--', 'npm', 'start']],
  [['/docker-entrypoint.sh'], ['nginx', '-g', 'daemon off;']],
  [['sh', '-c', '/docker-entrypoint.sh nginx']],
  [['bash', '-ec', 'while read -r line; do echo "$line"; done < <(env)']],
  [['bash', '-c', 'for name in $(env | cut -d= -f1); do true; done']],
  [[], ['python3', '-m', 'app']],
])('what starts there is recognised as before: %j', (command, args = []) => {
  const [hidden = [], hiddenArgs = []] = linesOf(command, args);
  expect(recognised(hidden, hiddenArgs)).toEqual(recognised(command, args));
});

function recognised(words: string[], more: string[]): unknown[] {
  const runtime = recogniseRuntime({ container: { image: 'nginx', command: words, args: more } });
  const line = [...words, ...more];
  return [runtime, runsBash(line), loopsInBash({ command: line, runtime, variables: 20_000 })];
}

test('no argument is left but known programs, the size is the same, and hiding twice changes nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (words) => {
      const [command = []] = linesOf(['sh', ...words], []);
      const rest = command
        .slice(1)
        .join(' ')
        .split(/[\s*]+/);
      expect(rest.filter((word) => word !== '' && !tellsStart(word))).toEqual([]);
      expect(Buffer.byteLength(command.join(' '))).toBe(Buffer.byteLength(['sh', ...words].join(' ')));
      expect(linesOf(command, [])[0]).toEqual(command);
    }),
  );
});
