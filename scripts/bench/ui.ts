import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { constants } from '../build/constants.ts';
import { esbuildOptions } from '../build/esbuild-options.ts';
import type { BenchCluster } from './cluster.ts';
import { median, type Measured } from './measure.ts';
import { kubectl, ours } from './programs.ts';
import { printTable } from './table.ts';
import { childrenOf, cpuOf } from './ui/children.ts';
import { hasScript, inTerminal } from './ui/pty.ts';

/** A key press is to be drawn within so many milliseconds. */
const KEY_MS = 30;
/** Of the time of `kubectl get pods -A`. */
const FIRST_SCREEN = 1.3;
const IDLE_PERCENT = 1;
const IDLE_SECONDS = 10;

/** The terminal UI: from key to frame, the first useful screen against kubectl, and what it costs when nothing happens. */
export async function ui(runs: number, cluster: BenchCluster, rows: readonly number[]): Promise<void> {
  for (const count of rows) await keys(count);
  if (!hasScript()) return console.log('\nscript(1) is not there: no first screen and no idle CPU.');
  await firstScreen(runs, cluster);
  await idle(cluster);
}

async function keys(rows: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'envaudit-bench-'));
  try {
    const options = esbuildOptions('cjs', await constants());
    const entry = join(import.meta.dirname, 'ui/keys.ts');
    // Only a module may wait at its top.
    const { outputFiles } = await build({
      ...options,
      format: 'esm',
      banner: {},
      define: { ...options.define, 'import.meta.url': 'import.meta.url' },
      entryPoints: { keys: entry },
    });
    const file = join(folder, 'keys.mjs');
    writeFileSync(file, outputFiles[0]!.contents);
    const text = execFileSync(process.execPath, [file, String(rows)], { encoding: 'utf8' });
    console.log(`\nFrom the key to the end of its frame, ${rows} rows on 140x40 (ms)\n`);
    console.log(`${''.padEnd(26)}   presses      p50      p95      max  CPU p50`);
    for (const [what, times] of Object.entries(JSON.parse(text) as Record<string, [number, number][]>)) {
      const sorted = times.map(([wall]) => wall).toSorted((a, b) => a - b);
      const cpu = times.map(([, one]) => one).toSorted((a, b) => a - b);
      const figures = [median(sorted), quantile(sorted, 0.95), sorted.at(-1)!, median(cpu)];
      const missed = figures[1]! <= KEY_MS ? '' : `   p95 above ${KEY_MS}: MISSED`;
      const columns = figures.map((figure) => figure.toFixed(1).padStart(9)).join('');
      console.log(`${what.padEnd(26)}${String(sorted.length).padStart(10)}${columns}${missed}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!;
}

/** Until pods are seen: of kubectl the last one, of ours the first page of all namespaces. All in the same kind of terminal. */
async function firstScreen(runs: number, { env }: BenchCluster): Promise<void> {
  const programs = { [KUBECTL]: [kubectl, 'get', 'pods', '-A'], ...ours };
  const results = Object.keys(programs).map((name): Measured => ({
    ...NOTHING,
    name,
    wallMs: [],
    cpuMs: [],
  }));
  // The first round warms caches and is not counted.
  for (let round = -1; round < runs; round++) {
    for (const { name, wallMs, cpuMs } of results) {
      const terminal = inTerminal(programs[name as keyof typeof programs], env);
      const time = name === KUBECTL ? await terminal.ended : await terminal.sees(PODS);
      const cpu = cpuOfChildren(terminal.child.pid!);
      terminal.type('q');
      await terminal.ended;
      if (round >= 0) {
        wallMs.push(time);
        if (cpu > 0) cpuMs.push(cpu);
      }
    }
  }
  for (const { wallMs, cpuMs } of results) for (const times of [wallMs, cpuMs]) times.sort((a, b) => a - b);
  printTable('The first useful screen', results, [{ of: 'executable', to: KUBECTL, atMost: FIRST_SCREEN }]);
}

const KUBECTL = 'kubectl get pods -A';
const PODS = /\d namespaces?, [1-9][\d,]* pods?/;
const NOTHING = { peakMiB: undefined, stdout: '', stderr: '' };

/** CPU of the process when all has come and nobody types. */
async function idle({ env }: BenchCluster): Promise<void> {
  const terminal = inTerminal(ours.bundle, env);
  await terminal.sees(PODS);
  // The scan has come, and the list lives.
  await terminal.sees(/\d workloads?/);
  await sleep(2000);
  const before = cpuOfChildren(terminal.child.pid!);
  await sleep(IDLE_SECONDS * 1000);
  const percent = (cpuOfChildren(terminal.child.pid!) - before) / (IDLE_SECONDS * 10);
  terminal.type('q');
  await terminal.ended;
  const verdict = percent < IDLE_PERCENT ? 'ok' : 'MISSED';
  console.log(
    `\nCPU when idle, over ${IDLE_SECONDS} s: ${percent.toFixed(1)} % (below ${IDLE_PERCENT} %: ${verdict})`,
  );
}

function cpuOfChildren(parent: number): number {
  return childrenOf(parent).reduce((sum, pid) => sum + cpuOf(pid), 0);
}
