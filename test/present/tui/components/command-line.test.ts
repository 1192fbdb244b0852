import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { choiceFlags, unusualFlags, USUAL_CHOICE } from '../../../../src/present/tui/components/choice.ts';
import { envauditCommand } from '../../../../src/present/tui/components/command-line.ts';

const of = { namespace: 'shop', pod: 'web-1', container: 'app' };

test('a command names the container', () => {
  expect(envauditCommand('audit', of, ['--probe', 'auto'])).toBe(
    'kubectl envaudit audit web-1 -n shop -c app --probe auto',
  );
});

test('a name that a shell would obey makes no command', () => {
  expect(envauditCommand('audit', { ...of, pod: 'a;reboot' })).toBeUndefined();
});

test.each(['http://cart:8080/a?b=c&d=$(reboot)', "http://cart/it's'", 'http://cart/`id`'])(
  'a shell takes %s for one word',
  (url) => {
    const command = envauditCommand('diagnose', of, ['--url', url])!;
    const words = execFileSync('sh', ['-c', `printf '%s\\n' ${command}`], { encoding: 'utf8' });
    expect(words.trimEnd().split('\n').at(-1)).toBe(url);
  },
);

test('what a diagnosis was told becomes flags, and what is usual none', () => {
  expect(unusualFlags(USUAL_CHOICE)).toEqual([]);
  expect(choiceFlags(USUAL_CHOICE)).toEqual(['--window', '10s']);
  const own = { windowMs: 1500, urls: ['http://a/', 'http://b/'], requests: 5 };
  const flags = ['--window', '1.5s', '--url', 'http://a/', '--url', 'http://b/', '--requests', '5'];
  expect(choiceFlags(own)).toEqual(flags);
  expect(unusualFlags(own)).toEqual(flags);
  expect(unusualFlags({ ...own, windowMs: 10_000 })).toEqual(flags.slice(2));
});
