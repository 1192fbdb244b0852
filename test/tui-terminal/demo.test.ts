import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { KubeObject } from '../../src/demo/api/objects.ts';
import { resourceOf } from '../../src/demo/api/resources.ts';
import { testCluster, type TestCluster } from '../cli/run-cli.ts';
import { PROGRAM } from '../program.ts';
import { cleanEnd, sessionEnd, shellModes, startSession } from './session.ts';
import { hasTmux, type Tmux } from './tmux.ts';

const isThere = await hasTmux();
if (!isThere) console.warn('tmux is not there: the terminal UI is not tested in a real terminal');

let cluster: TestCluster;
beforeAll(async () => {
  cluster = await testCluster();
});
afterAll(() => cluster.close());

/** Starts it in a terminal. */
function started(args = '', env: Record<string, string> = {}): Promise<Tmux> {
  return startSession({
    command: PROGRAM,
    args,
    env: { PATH: process.env['PATH'] ?? '', HOME: cluster.folder, KUBECONFIG: cluster.kubeconfig, ...env },
  });
}

// A whole program, a cluster and a terminal: not for a busy machine's first 30 s.
describe.skipIf(!isThere)('in a real terminal', () => {
  test('open, filter, enter a pod, see its diagnosis begin, go back, quit', async () => {
    const tmux = await started();
    await tmux.sees('> ');
    expect(await tmux.state()).toEqual({ alternate: true, cursor: false });
    await tmux.sees(/shop +high/);
    await tmux.type('/shop');
    await tmux.press('Enter');
    await tmux.sees(/> +shop/);
    await tmux.press('Enter');
    await tmux.sees(/> +deployment\/web/);
    await tmux.press('Enter');
    await tmux.sees(/> +web-\S+ +1\/1 +Running/);
    await tmux.press('Enter');
    await tmux.sees(/Run commands in containers[^]*\[No\]/);
    await tmux.type('y');
    await tmux.sees(/Host resources/);
    await tmux.press('Escape');
    await tmux.sees(/> +web-\S+ +1\/1 +Running/);
    await tmux.type('q');
    expect(await sessionEnd(tmux)).toEqual(cleanEnd(0));
  });

  test('go to another namespace by a command, and stay where there is none of that name', async () => {
    const tmux = await started();
    await tmux.sees('> ');
    await tmux.type(':ns payments');
    await tmux.press('Enter');
    await tmux.sees(/in namespace payments/);
    await tmux.type(':ns paymentz');
    await tmux.press('Enter');
    await tmux.sees(/Error: there is no namespace "paymentz".*payments/);
    await tmux.sees(/namespace payments/);
    await tmux.press('C-c');
    expect(await sessionEnd(tmux)).toEqual(cleanEnd(130));
  });

  test('a list follows the cluster; when its watch breaks it says so, and comes back with what it missed', async () => {
    const pod = (name: string): KubeObject => {
      const [found] = cluster.demo.store.list(resourceOf('Pod'), 'payments');
      return { ...found!, metadata: { ...found!.metadata, name } };
    };
    const tmux = await started();
    await tmux.sees('> ');
    await tmux.type(':pods payments');
    await tmux.press('Enter');
    await tmux.sees(/live, \d/);
    cluster.demo.store.put(pod('aaa-late'));
    await tmux.sees(/aaa-late +1\/1 +Running/);
    cluster.demo.setFaults([
      { action: { kind: 'status', code: 410 }, verb: 'watch' },
      { action: { kind: 'reset' }, verb: 'list' },
    ]);
    cluster.demo.dropConnections();
    await tmux.sees(/lost \d+ s ago/);
    cluster.demo.store.remove(pod('aaa-late'));
    cluster.demo.store.put(pod('aab-later'));
    cluster.demo.setFaults([]);
    await tmux.sees(/live, \d[^]*aab-later +1\/1 +Running/);
    expect(await tmux.screen()).not.toContain('aaa-late');
    cluster.demo.store.remove(pod('aab-later'));
    await tmux.type('q');
    expect(await sessionEnd(tmux)).toEqual(cleanEnd(0));
  });

  test('-i with a target opens its diagnosis', async () => {
    const tmux = await started('-i deploy/web -n shop');
    await tmux.sees(/diagnosis of web-/);
    await tmux.type('n');
    await tmux.sees(/from outside only/);
    await tmux.type('q');
    expect(await sessionEnd(tmux)).toEqual(cleanEnd(0));
  });

  test('it follows the size of the window, and says when that is too small', async () => {
    const tmux = await started();
    await tmux.sees('> ');
    await tmux.resize(50, 12);
    await tmux.sees('Too small: 50x12');
    await tmux.resize(120, 30);
    await tmux.sees(/r refresh/);
    await tmux.type('q');
    expect(await sessionEnd(tmux)).toEqual(cleanEnd(0));
  });

  test('Ctrl-Z leaves a clean terminal until fg', async () => {
    const tmux = await started();
    await tmux.sees('> ');
    await tmux.press('C-z');
    await tmux.sees(/Stopped|Suspended/);
    expect(await tmux.state()).toEqual({ alternate: false, cursor: true });
    expect(await shellModes(tmux)).toEqual(cleanEnd(0).modes);
    await tmux.type('fg');
    await tmux.press('Enter');
    await tmux.sees(/^> +\S/m);
    expect(await tmux.state()).toEqual({ alternate: true, cursor: false });
    await tmux.press('j');
    await tmux.type('q');
    await tmux.sees(/^\$/m);
    expect(await tmux.state()).toEqual({ alternate: false, cursor: true });
    expect(await shellModes(tmux)).toEqual(cleanEnd(0).modes);
    await tmux.close();
  });

  test.each([
    ['SIGTERM', 130],
    ['SIGHUP', 129],
  ] as const)('%s leaves a clean terminal', async (signal, code) => {
    const tmux = await started();
    await tmux.sees('> ');
    process.kill(await tmux.childPid(), signal);
    expect(await sessionEnd(tmux)).toEqual(cleanEnd(code));
  });

  test('with NO_COLOR nothing is coloured, and the selection is seen all the same', async () => {
    const tmux = await started('', { NO_COLOR: '1' });
    await tmux.sees(/^> +\S/m);
    expect(await tmux.painted()).not.toContain('\u001B[');
    await tmux.type('q');
    expect(await sessionEnd(tmux)).toEqual(cleanEnd(0));
  });

  test('a context that is not there is an error before anything is drawn', async () => {
    const tmux = await started('-i --context nowhere');
    await tmux.sees('context "nowhere" does not exist');
    expect(await sessionEnd(tmux)).toEqual(cleanEnd(1));
  });
});

describe('without a terminal', () => {
  test('-i is a usage error', async () => {
    const { code, stdout, stderr } = await cluster.run(['-i']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('the interactive mode needs a terminal');
  });

  test('no arguments are one, too, as before', async () => {
    const { code, stderr } = await cluster.run([]);
    expect(code).toBe(2);
    expect(stderr).toContain('no target');
  });
});
