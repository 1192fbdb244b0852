import { describe, expect, inject, test } from 'vitest';
import { cleanEnd, sessionEnd, startSession } from '../tui-terminal/session.ts';
import { hasTmux, type Tmux } from '../tui-terminal/tmux.ts';
import { EXECUTABLE } from '../program.ts';

const namespace = inject('namespace');
const isThere = await hasTmux();

function started(columns: number, rows: number): Promise<Tmux> {
  const { PATH = '', HOME = '', KUBECONFIG = '' } = process.env;
  return startSession({
    command: [`'${EXECUTABLE}'`],
    args: `-n ${namespace}`,
    env: { PATH, HOME, KUBECONFIG },
    columns,
    rows,
  });
}

// A diagnosis waits for its window, and a cluster with thousands of Services for its scan.
describe.skipIf(!isThere)(
  `the terminal UI in a real terminal${isThere ? '' : ' (there is no tmux)'}`,
  {
    timeout: 180_000,
  },
  () => {
    test.each([
      [80, 24],
      [140, 40],
    ] as const)(
      'at %ix%i: open, filter, enter a pod, see verdicts arrive, quit, and the terminal is clean',
      async (columns, rows) => {
        const tmux = await started(columns, rows);
        await tmux.sees('overview');
        await tmux.type(`:pods ${namespace}`);
        await tmux.press('Enter');
        await tmux.sees(/node14 +1\/1 +Running/);
        await tmux.type('/node22');
        await tmux.sees(/1 pod of \d+ pods/);
        await tmux.press('Enter');
        await tmux.sees(/^>[ *+]+node22 +1\/1 +Running/m);
        await tmux.press('Enter');
        await tmux.sees(/diagnosis of node22[^]*\[No\]/);
        await tmux.type('y');
        await tmux.sees(/Host resources +(running|cleared|suspect|guilty|unknown)/);
        const end = await tmux.sees(/Finished in/);
        // On a busy machine the container may not answer in time, which is a verdict, too.
        expect(end).toMatch(/Host resources +(cleared|suspect|guilty)/);
        expect(end).toMatch(/Dependency services +(cleared|suspect|guilty|unknown)/);
        expect(end).toMatch(/Root cause +(found|possible|nothing found|unknown)/);
        await tmux.type('q');
        expect(await sessionEnd(tmux)).toEqual(cleanEnd(0));
      },
    );

    test('Ctrl-C while a diagnosis runs leaves a clean terminal, too', async () => {
      const tmux = await started(80, 24);
      await tmux.sees('overview');
      await tmux.type(`:pods ${namespace}`);
      await tmux.press('Enter');
      await tmux.sees(/^> .+ Running/m);
      await tmux.press('Enter');
      await tmux.sees('[No]');
      await tmux.type('y');
      await tmux.sees(/Running for \d+ s/);
      await tmux.press('C-c');
      expect(await sessionEnd(tmux)).toEqual(cleanEnd(130));
    });
  },
);
