import { describe, expect, test } from 'vitest';
import { hasPort, isPortName, numberNamesIn } from '../../src/env/number-places.ts';

describe('a number is wanted', () => {
  test.each([
    ['an option', '--redis-port=$(X_PORT)'],
    ['an option in two words of a line', 'app --port "$X_PORT"'],
    ['a setting of Java', '-Dserver.port=$(X_PORT)'],
    ['the port of a URL', 'redis://redis:$(X_PORT)/0'],
    ['the port of a URL with a password', 'amqp://u:p@mq:${X_PORT}'],
    ['host and port', '$(X_HOST):$(X_PORT)'],
    ['host and port in quotes', 'wait-for-it.sh "$X_HOST":"$X_PORT"'],
    ['a port to listen on', ':$X_PORT'],
    ['a default of a shell', 'nc -z redis ${X_PORT:-6379}'],
    ['a default that is kept', ': "${X_PORT:=6379}"'],
    ['a default of a shell, also where it is empty', 'echo ${X_PORT-6379}'],
    ['a default of Spring', 'port: ${X_PORT:6379}'],
    ['nc', 'until nc -z redis $X_PORT; do sleep 1; done'],
    ['nc with options', 'nc -z -w 2 redis "$X_PORT"'],
    ['telnet', 'telnet redis ${X_PORT}'],
    ['bash', 'echo > /dev/tcp/redis/$X_PORT'],
    ['a client', 'redis-cli -h redis -p $X_PORT ping'],
    ['a client with a large P', 'mysql -h db -P"${X_PORT}"'],
    ['a comparison', '[ "$X_PORT" -gt 0 ]'],
    ['a comparison the other way round', 'test 0 -lt $X_PORT'],
    ['arithmetic', 'echo $((X_PORT + 1))'],
    ['an assignment', 'export PORT=$X_PORT'],
    ['JSON', '{"port": ${X_PORT}}'],
    ['YAML', 'redisPort: $X_PORT'],
    ['nginx', 'server { listen ${X_PORT}; }'],
    ['Caddy', 'reverse_proxy api:{$X_PORT}'],
    ['a template', 'upstream: redis:{{ .Env.X_PORT }}'],
    ['Node.js', 'connect(process.env.X_PORT || 6379)'],
    ['Node.js with ??', 'const port = process.env.X_PORT ?? 6379'],
    ['parseInt', 'parseInt(process.env.X_PORT)'],
    ['Python', 'int(os.environ["X_PORT"])'],
    ['Python with a default', 'os.environ.get("X_PORT", 6379)'],
    ['Python with a default as text', "os.getenv('X_PORT', '6379')"],
    ['PHP', "getenv('X_PORT') ?: 6379"],
    ['Ruby', 'ENV.fetch("X_PORT", 6379)'],
    ['Ruby with to_i', 'ENV["X_PORT"].to_i'],
  ])('%s', (_, text) => {
    expect([...numberNamesIn(text)]).toEqual(['X_PORT']);
  });

  test('by the words before it', () => {
    expect([...numberNamesIn('$(X_PORT)', 'server --port')]).toEqual(['X_PORT']);
    expect([...numberNamesIn('$(X_PORT)', 'redis-cli -h redis -p')]).toEqual(['X_PORT']);
    expect([...numberNamesIn('$(X_PORT)', 'server --url')]).toEqual([]);
  });
});

describe('no number is wanted', () => {
  test.each([
    ['a URL', '--redis=$(X_PORT)'],
    ['a variable for a URL', 'REDIS_URL=$X_PORT'],
    ['words that end in port', '--support $X_PORT --report=$X_PORT transport: $X_PORT'],
    ['a value in JSON', '{"url":"$X_PORT"}'],
    ['a value in YAML', 'url: $X_PORT'],
    ['a default that is a URL', '${X_PORT:-tcp://redis:6379}'],
    ['a script that takes the last part', 'PORT=${X_PORT##*:}; nc -z redis ${X_PORT##*:}'],
    ['a script that takes it apart elsewhere, too', 'nc redis ${X_PORT:-6379}; p=${X_PORT##*:}'],
    ['a pipe', 'echo $X_PORT | cut -d: -f3'],
    ['a pattern', 'case "$X_PORT" in tcp://*) ;; esac; nc -z a $X_PORT'],
    ['a comparison with a pattern', '[[ $X_PORT == tcp://* ]] && nc -z a $X_PORT'],
    ['a parser of URLs', 'urlparse(os.environ["X_PORT"]).port'],
    ['a split', 'process.env.X_PORT.split(":")'],
    ['a mere mention', 'echo $X_PORT'],
    ['an escaped reference', '--port=$$(X_PORT)'],
  ])('%s', (_, text) => {
    expect([...numberNamesIn(text)]).toEqual([]);
  });
});

test('hostile texts take no time to speak of', () => {
  for (const text of [
    '$X_PORT -p '.repeat(50_000),
    'nc '.repeat(100_000),
    '$(('.repeat(100_000),
    '-- '.repeat(200_000),
  ]) {
    expect(numberNamesIn(text).size).toBeLessThan(2);
  }
});

test.each<[string, boolean]>([
  ['REDIS_PORT', true],
  ['dbPort', true],
  ['port', true],
  ['REDIS_PORT_NUMBER', true],
  ['REPORT', false],
  ['support', false],
  ['REDIS_URL', false],
])('%s is a port: %s', (name, expected) => {
  expect(isPortName(name)).toBe(expected);
});

test.each<[string, boolean]>([
  ['redis:6379', true],
  ['http://redis', true],
  ['redis:$(REDIS_SERVICE_PORT)', true],
  ['redis', false],
  ['$(REDIS_SERVICE_HOST)', false],
  ['', false],
])('%j has its port: %s', (value, expected) => {
  expect(hasPort(value)).toBe(expected);
});
