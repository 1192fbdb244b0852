import { describe, expect, test } from 'vitest';
import type { ExitCode } from '../../../src/errors.ts';
import type { Backend } from '../../../src/present/tui/backend.ts';
import { runTui } from '../../../src/present/tui/index.tsx';
import { SCREENS } from '../../../src/present/tui/screens/index.ts';
import { until } from '../../until.ts';
import { NOW, podRow } from './fake-app.ts';
import { fakeBackend, type FakeBackend } from './fake-backend.ts';
import { fakeTerminal, type FakeTerminal } from './fake-terminal.ts';

interface Run {
  terminal: FakeTerminal;
  backend: FakeBackend;
  stop: AbortController;
  end: Promise<ExitCode>;
  /** Waits until the terminal was sent a text. */
  shows: (text: string) => Promise<void>;
}

function run(own: Partial<Backend> = {}): Run {
  const terminal = fakeTerminal(80, 24);
  const backend = fakeBackend([podRow('web-1'), podRow('web-2')], own);
  const stop = new AbortController();
  const end = runTui({
    backend,
    terminal,
    color: false,
    screenReader: false,
    signal: stop.signal,
    now: () => NOW,
  });
  // Some tests look at it much later.
  end.catch(() => undefined);
  const shows = (text: string): Promise<void> => until(() => terminal.written().includes(text));
  return { terminal, backend, stop, end, shows };
}

/** The alternate screen is left, the cursor is there, and lines are the terminal's own business again. */
function expectClean({ terminal, backend }: Run): void {
  const text = terminal.written();
  expect(text.lastIndexOf('\u001B[?1049l')).toBeGreaterThan(text.lastIndexOf('\u001B[?1049h'));
  expect(text.lastIndexOf('\u001B[?25h')).toBeGreaterThan(text.lastIndexOf('\u001B[?25l'));
  expect(terminal.isRaw()).toBe(false);
  expect(backend.signals.length).toBeGreaterThan(0);
  expect(backend.signals.every(({ aborted }) => aborted)).toBe(true);
}

const WAYS: Record<string, { end: (run: Run) => unknown; code: ExitCode }> = {
  q: { end: ({ terminal }) => terminal.type('q'), code: 0 },
  ':q': { end: ({ terminal }) => terminal.type(':q\r'), code: 0 },
  'Ctrl-C': { end: ({ terminal }) => terminal.type('\u0003'), code: 130 },
  SIGTERM: { end: ({ stop }) => stop.abort(), code: 130 },
  'a terminal whose input ends': { end: ({ terminal }) => terminal.stdin.destroy(), code: 130 },
  'a terminal that takes no more': {
    end: ({ terminal }) => terminal.stdout.emit('error', Object.assign(new Error('EIO'), { code: 'EIO' })),
    code: 130,
  },
};

describe('every way out leaves a clean terminal and no job', () => {
  test.each(Object.entries(WAYS))('%s', async (_, { end, code }) => {
    const running = run();
    await running.shows('1 namespace, 2 pods');
    expect(running.terminal.isRaw()).toBe(true);
    end(running);
    expect(await running.end).toBe(code);
    expectClean(running);
  });

  test('a signal that came before it started', async () => {
    const terminal = fakeTerminal(80, 24);
    const signal = AbortSignal.abort();
    const options = { backend: fakeBackend([]), terminal, color: false, screenReader: false };
    expect(await runTui({ ...options, signal, now: () => NOW })).toBe(130);
  });

  test('an exception in a view', async () => {
    const { View } = SCREENS.help;
    SCREENS.help.View = () => {
      throw new Error('a bug of ours');
    };
    const running = run();
    await running.shows('1 namespace');
    running.terminal.type('?');
    await expect(running.end).rejects.toThrow('a bug of ours');
    SCREENS.help.View = View;
    expectClean(running);
  });

  test('an exception in a reducer', async () => {
    const { reduce } = SCREENS.help;
    SCREENS.help.reduce = () => {
      throw new Error('another bug');
    };
    const running = run();
    await running.shows('1 namespace');
    running.terminal.type('?j');
    await expect(running.end).rejects.toThrow('another bug');
    SCREENS.help.reduce = reduce;
    expectClean(running);
  });
});

describe('while it runs', () => {
  test('rows come as they are listed, and the window may change', async () => {
    const running = run();
    await running.shows('1 namespace, 2 pods');
    running.terminal.type('\r');
    await running.shows('web-1');
    running.terminal.resize(50, 10);
    await running.shows('Too small: 50x10');
    running.terminal.resize(140, 40);
    await running.shows(': command');
    running.terminal.type('q');
    expect(await running.end).toBe(0);
  });

  test('a command goes to the clipboard', async () => {
    const running = run();
    await running.shows('1 namespace');
    running.terminal.type('c');
    const copied = Buffer.from('kubectl envaudit scan -n shop').toString('base64');
    await running.shows(`\u001B]52;c;${copied}\u0007`);
    running.stop.abort();
    expect(await running.end).toBe(130);
  });

  test('where it cannot go, it stays, and says why and what to do', async () => {
    const running = run();
    await running.shows('1 namespace');
    running.terminal.type(':ns x\r');
    await running.shows('Error: there is no namespace "x" - Did you mean y?');
    running.stop.abort();
    expect(await running.end).toBe(130);
  });

  test('a job that fails is told on its screen', async () => {
    const running = run({
      pods: () => {
        throw new Error('no route to host');
      },
    });
    await running.shows('Error: no route to host');
    running.stop.abort();
    expect(await running.end).toBe(130);
  });

  test('Ctrl-Z gives the terminal to the shell, and takes it back as it was', async () => {
    const running = run();
    await running.shows('1 namespace, 2 pods');
    const { promise, resolve: goOn } = Promise.withResolvers<void>();
    running.terminal.stop = () => promise;
    running.terminal.type('\u001A');
    await until(() => !running.terminal.isRaw());
    const before = running.terminal.written();
    expect(before.endsWith('\u001B[?1049l')).toBe(true);
    expect(before.lastIndexOf('\u001B[?25h')).toBeGreaterThan(before.lastIndexOf('\u001B[?25l'));
    goOn();
    await until(() => running.terminal.isRaw());
    expect(running.terminal.written().slice(before.length)).toContain('1 namespace, 2 pods');
    running.terminal.type('q');
    expect(await running.end).toBe(0);
    expectClean(running);
  });

  test('where the program cannot be stopped, Ctrl-Z does nothing', async () => {
    const running = run();
    await running.shows('1 namespace, 2 pods');
    running.terminal.type('\u001Aq');
    expect(await running.end).toBe(0);
  });

  test('a list that another screen covers rests, and goes on when it is seen again', async () => {
    let restarts = 0;
    let wake = Promise.withResolvers<void>();
    const running = run({
      async *pods() {
        for (;;) {
          yield { type: 'page', rows: [podRow(`web-${++restarts}`)], done: true };
          await wake.promise;
          wake = Promise.withResolvers();
        }
      },
    });
    await running.shows('1 namespace, 1 pod');
    running.terminal.type('?');
    await running.shows('> help');
    // One was asked for already.
    wake.resolve();
    await until(() => restarts === 2);
    wake.resolve();
    running.terminal.type('jjj');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(restarts).toBe(2);
    running.terminal.type('\u001B');
    await until(() => restarts === 3);
    running.terminal.type('q');
    wake.resolve();
    expect(await running.end).toBe(0);
  });

  test('a job that was cancelled is aborted', async () => {
    const running = run();
    await running.shows('x cancels');
    running.terminal.type('x');
    await until(() => running.backend.signals.some(({ aborted }) => aborted));
    running.terminal.type('q');
    expect(await running.end).toBe(0);
  });
});

test.each(['stdin', 'stdout'] as const)('without a terminal on %s it does not start', async (stream) => {
  const terminal = fakeTerminal(80, 24);
  Object.assign(terminal[stream], { isTTY: false });
  const options = { backend: fakeBackend([]), terminal, color: false, screenReader: false, now: () => NOW };
  await expect(runTui({ ...options, signal: new AbortController().signal })).rejects.toMatchObject({
    code: 'usage',
    exitCode: 2,
  });
  expect(terminal.written()).toBe('');
});
