import { expect, test } from 'vitest';
import {
  decidingLine,
  lineThatShows,
  ownLines,
} from '../../../../src/analyze/figures/container/log-words.ts';

test.each<[string, string[], string, string[]]>([
  [
    'a stack of Node.js',
    [
      'starting',
      'node:internal/errors:540',
      '      throw error;',
      '      ^',
      "RangeError [ERR_SOCKET_BAD_PORT]: options.port should be >= 0 and < 65536. Received type string ('tcp://10.96.1.2:6379').",
      '    at Server.listen (node:net:2102:11)',
      "  code: 'ERR_SOCKET_BAD_PORT'",
      '}',
      'Node.js v22.20.0',
    ],
    "RangeError [ERR_SOCKET_BAD_PORT]: options.port should be >= 0 and < 65536. Received type string ('tcp://10.96.1.2:6379').",
    ['bad-port'],
  ],
  [
    'a traceback of Python',
    [
      'Traceback (most recent call last):',
      '  File "/app/main.py", line 3, in <module>',
      "ValueError: invalid literal for int() with base 10: 'tcp://10.96.1.2:80'",
    ],
    "ValueError: invalid literal for int() with base 10: 'tcp://10.96.1.2:80'",
    ['bad-port'],
  ],
  [
    'Go',
    ['panic: strconv.Atoi: parsing "tcp://10.96.1.2:80": invalid syntax', 'goroutine 1 [running]:'],
    'panic: strconv.Atoi: parsing "tcp://10.96.1.2:80": invalid syntax',
    ['bad-port'],
  ],
  [
    'a plain word',
    ['reading', 'FATAL: cannot read /config/settings.yaml', 'bye'],
    'FATAL: cannot read /config/settings.yaml',
    [],
  ],
  [
    'open files',
    ['Error: EMFILE: too many open files, open /x'],
    'Error: EMFILE: too many open files, open /x',
    ['open-files'],
  ],
  ['processes', ['Error: spawn /bin/sh EAGAIN'], 'Error: spawn /bin/sh EAGAIN', ['processes']],
  ['nothing that speaks of an error', ['hello', 'listening on port 3000'], 'listening on port 3000', []],
])('the log of %s is decided by one line', (_, lines, line, shows) => {
  expect(decidingLine(lines)).toEqual({ line, shows });
});

test('no log decides nothing', () => {
  expect(decidingLine(ownLines({}))).toBeUndefined();
  expect(decidingLine([])).toBeUndefined();
});

test('the log of another container of the pod is not this one’s', () => {
  const lines = ['Error: spawn /bin/sh EAGAIN'];
  const log = { known: true, value: { container: 'migrate', of: 'last', lines } } as const;
  expect(ownLines({ log: { known: true, value: { of: 'last', lines } } })).toEqual(lines);
  expect(ownLines({ log })).toEqual([]);
  expect(lineThatShows({ log }, 'processes')).toBeUndefined();
});
