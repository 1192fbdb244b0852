import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { startBigCluster } from './big-cluster/start.ts';
import { ours } from './programs.ts';
import { childrenOf, cpuOf } from './ui/children.ts';
import { hasScript, inTerminal } from './ui/pty.ts';

const NAMESPACES = 300;
const SERVICES = 3000;
/** An hour of ten changes a second in so many seconds. */
const SECONDS = 60;
const CHANGES = 36_000;
const QUIET_SECONDS = 20;
const MOST_MIB = 150;
const MOST_PERCENT = 5;
/** Memory is flat when the end of the hour has so much more than its first tenth. */
const MOST_GROWTH_MIB = 20;

/** Many pods that are watched: memory, CPU when nothing changes, and an hour of changes in a minute. */
export async function live(pods: number): Promise<void> {
  if (!hasScript()) return console.log('\nscript(1) is not there: nothing is watched.');
  const cluster = await startBigCluster(pods, SERVICES, { namespaces: NAMESPACES });
  const terminal = inTerminal(ours.executable, { KUBECONFIG: cluster.kubeconfig });
  try {
    terminal.type(':pods\r');
    await terminal.sees(/live, \d/);
    terminal.type('0');
    await terminal.sees(new RegExp(`${pods.toLocaleString('en')} pods in all namespaces`));
    await sleep(5000);
    const [pid] = childrenOf(terminal.child.pid!);
    if (pid === undefined) throw new Error('the program is not there');
    console.log(`\n${pods} pods in ${NAMESPACES} namespaces, watched\n`);

    const before = cpuOf(pid);
    await sleep(QUIET_SECONDS * 1000);
    const percent = (cpuOf(pid) - before) / (QUIET_SECONDS * 10);
    say(
      'CPU when nothing changes',
      `${percent.toFixed(1)} %`,
      percent < MOST_PERCENT,
      `below ${MOST_PERCENT} %`,
    );
    const all = mib(pid, 'VmRSS');
    say('memory', `${mib(pid)} MiB`, mib(pid) < MOST_MIB, `below ${MOST_MIB} MiB`);
    say('with the program file', `${all} MiB`, all < MOST_MIB, `below ${MOST_MIB} MiB`);

    await cluster.change(CHANGES / SECONDS);
    const sizes: number[] = [];
    const began = cpuOf(pid);
    for (let tenth = 0; tenth < 10; tenth++) {
      await sleep(SECONDS * 100);
      sizes.push(mib(pid));
    }
    const spent = (cpuOf(pid) - began) / (SECONDS * 10);
    const changes = await cluster.change(0);
    const growth = Math.max(...sizes.slice(5)) - Math.max(...sizes.slice(0, 5));
    say(`memory over ${changes} changes`, `${sizes.join(' ')} MiB`, growth <= MOST_GROWTH_MIB, `flat`);
    console.log(
      `${'CPU meanwhile'.padEnd(28)}${spent.toFixed(1)} %, with ${CHANGES / SECONDS} changes a second`,
    );
  } finally {
    terminal.type('q');
    await terminal.ended;
    cluster.close();
  }
}

function say(what: string, is: string, holds: boolean, wanted: string): void {
  console.log(`${what.padEnd(28)}${is} (${wanted}: ${holds ? 'ok' : 'MISSED'})`);
}

/** `RssAnon` is what is the process' own; `VmRSS` has the pages of files, which the system takes back at will, too. */
function mib(pid: number, what: 'RssAnon' | 'VmRSS' = 'RssAnon'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(new RegExp(`^${what}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0) / 1024);
}
