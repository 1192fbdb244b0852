import { PassThrough, Writable } from 'node:stream';
import type { Backend, PodRow } from '../../../src/present/tui/backend.ts';
import { runTui } from '../../../src/present/tui/index.tsx';

/**
 * A program of its own, bundled as the terminal UI is: it draws so many pods on a fake terminal, presses keys, and prints
 * as JSON how long each took from the key to the end of the frame that follows, in milliseconds.
 */
const [, , rowsText = '5000', columns = '140', lines = '40'] = process.argv;

const place = { context: 'bench', server: 'https://bench', namespace: 'shop' };
const pods = Array.from({ length: Number(rowsText) }, (_, index): PodRow => ({
  namespace: `team-${index % 40}`,
  name: `service-${index % 300}-7d64c9bd5-${index.toString(36).padStart(5, '0')}`,
  status: index % 50 === 3 ? 'CrashLoopBackOff' : 'Running',
  ready: index % 50 === 3 ? '0/1' : '1/1',
  restarts: index % 9,
  createdAt: new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString(),
  node: `node-${index % 60}`,
  workload: `deployment/service-${index % 300}`,
  containers: ['app'],
}));
const backend = {
  place: () => place,
  async *pods() {
    for (let from = 0; from < pods.length; from += 500)
      yield { type: 'page', rows: pods.slice(from, from + 500), done: from + 500 >= pods.length };
    yield { type: 'link', link: { state: 'live', at: Date.now() } };
    await new Promise(() => undefined);
  },
} as unknown as Backend;

let drawnAt = 0;
const stdin = Object.assign(new PassThrough(), {
  isTTY: true,
  setRawMode: () => stdin,
  ref: () => stdin,
  unref: () => stdin,
});
const stdout = Object.assign(
  new Writable({
    write(_chunk, _encoding, done) {
      drawnAt = performance.now();
      done();
    },
  }),
  { isTTY: true, columns: Number(columns), rows: Number(lines) },
);

/** Long enough for every frame; the last write before that ended the frame. */
const QUIET_MS = 60;

const end = runTui({
  backend,
  terminal: { stdin, stdout, stderr: stdout },
  color: true,
  screenReader: false,
  first: { screen: 'pods', args: {} },
  signal: new AbortController().signal,
  now: Date.now,
});
await quiet(1000);
stdin.write('0');
await quiet(1500);

/** Of each press: until its frame was there, and the CPU that it took; both in milliseconds. */
const times: Record<string, [number, number][]> = {};
await press('a row down', 'j', 60);
await press('a page down', '\u001B[6~', 30);
await press('to the end and back', 'G', 1);
for (let round = 0; round < 15; round++) {
  await press('to the end and back', 'g', 1);
  await press('to the end and back', 'G', 1);
}
await press('sort by the next column', 'S', 12);
for (let round = 0; round < 8; round++) {
  stdin.write('/');
  await quiet(QUIET_MS);
  for (const letter of 'service-7') await press('a letter of the filter', letter, 1);
  stdin.write('\u001B');
  await quiet(QUIET_MS * 2);
}
stdin.write('q');
await end;
process.stdout.write(JSON.stringify(times));

async function press(what: string, key: string, times_: number): Promise<void> {
  for (let time = 0; time < times_; time++) {
    const before = drawnAt;
    const cpu = process.cpuUsage();
    const began = performance.now();
    stdin.write(key);
    await quiet(QUIET_MS);
    // A key that changes nothing, such as one at the end of the list, draws nothing.
    const { user, system } = process.cpuUsage(cpu);
    if (drawnAt > before) (times[what] ??= []).push([drawnAt - began, (user + system) / 1000]);
  }
}

function quiet(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
