import { describe, expect, inject, test } from 'vitest';
import { cleanEnd, sessionEnd, startSession } from '../tui-terminal/session.ts';
import { hasTmux, type Tmux } from '../tui-terminal/tmux.ts';
import { EXECUTABLE } from '../program.ts';
import { chooseImages } from './images.ts';
import { create } from './namespace.ts';
import { kubectl } from './run.ts';

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

/** A pod whose program ends after some seconds, again and again. */
function crasher(image: string): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'crasher' },
    spec: {
      enableServiceLinks: false,
      containers: [
        { name: 'main', image, imagePullPolicy: 'IfNotPresent', command: ['sh', '-c', 'sleep 3; exit 3'] },
      ],
    },
  };
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

    test('a list follows the cluster: a pod is made, crashes, is started again, and is deleted', async () => {
      const tmux = await started(80, 24);
      await tmux.sees('overview');
      await tmux.type(`:pods ${namespace}`);
      await tmux.press('Enter');
      await tmux.sees(/live, \d/);
      const seconds: Record<string, number> = {};
      /** How long after the API server knew it. */
      const follows = async (what: string, wanted: RegExp, since: number): Promise<void> => {
        await tmux.sees(wanted);
        seconds[what] = Math.max(0, Date.now() - since) / 1000;
      };

      await create(namespace, [crasher((await chooseImages()).shell)]);
      await follows('made', /crasher +\d\/1 /, Date.now());
      await tmux.sees(/crasher +0\/1 +(Error|CrashLoopBackOff)/);
      const seenAt = Date.now();
      const path = ['state', 'lastState'].map(
        (state) => `{.status.containerStatuses[0].${state}.terminated.finishedAt}`,
      );
      const ended = await kubectl([
        'get',
        'pod',
        'crasher',
        '-n',
        namespace,
        '-o',
        `jsonpath=${path.join('')}`,
      ]);
      // Kubernetes tells whole seconds.
      seconds['crashed'] = Math.max(0, seenAt - Date.parse(ended.slice(0, 20)) - 1000) / 1000;
      await tmux.sees(/crasher +\d\/1 +\w+ +1\b/);
      await kubectl(['delete', 'pod', 'crasher', '-n', namespace, '--now']);
      await follows('deleted', /(?<!crasher[^]*)live, \d(?![^]*crasher +\d)/, Date.now());
      console.info('seconds after the API server:', JSON.stringify(seconds));
      // Asked are 2 s; the machine may have much else to do.
      expect(Math.max(...Object.values(seconds))).toBeLessThan(20);
      await tmux.type('q');
      expect(await sessionEnd(tmux)).toEqual(cleanEnd(0));
    });

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
