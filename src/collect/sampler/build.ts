import { NODE_LOADER } from '../probes/node-loader.ts';
import type { ProbeCommand, ProbeWay } from '../probes/index.ts';
import loader from '../probes/sh/loader.sh?raw';
import { compactShell, oneLine } from '../probes/shell-text.ts';
import requestProgram from './node/request.cjs?raw';
import sampler from './node/sampler.cjs?raw';
import pythonProgram from './python/request.py?raw';
import type { SampleOrder } from './request.ts';
import begin from './sh/begin.sh?raw';
import looks from './sh/looks.sh?raw';
import processes from './sh/processes.sh?raw';
import readings from './sh/readings.sh?raw';
import requestsPart from './sh/requests.sh?raw';
import watch from './sh/watch.sh?raw';
import start from './sh/start.sh?raw';

/** The shell's program, in the order in which its parts build on each other. */
const SHELL_SAMPLER = [begin, processes, readings, looks, requestsPart, watch].join('\n');
/** 16 tables of sockets of 64 KB, twice for IPv6, and the rest. */
const MOST_BYTES = 4 * 1024 * 1024;

/** The one exec that watches a container, in the given way; the caller says how long it may take. */
export function buildSampler(order: SampleOrder, way: ProbeWay): Omit<ProbeCommand, 'timeoutMs'> {
  const build = { sh: buildShell, node: buildNode }[way.via];
  return { ...build(way.executable, order), maxBytes: MOST_BYTES };
}

type Built = Pick<ProbeCommand, 'command' | 'stdin'>;

function buildShell(executable: string, { windowMs, shared, urls, requests }: SampleOrder): Built {
  const parameters = [Math.round(windowMs / 10), shared ? 'y' : 'n', requests];
  const text = [
    compactShell(start),
    '.',
    compactShell(SHELL_SAMPLER),
    '.',
    `node ${oneLine(requestProgram)}`,
    `python ${oneLine(pythonProgram)}`,
    ...urls.map((url) => `url ${url}`),
    '.',
    '',
  ].join('\n');
  return {
    command: [executable, '-c', compactShell(loader), 'envaudit', ...parameters.map(String)],
    stdin: Buffer.from(text),
  };
}

function buildNode(executable: string, { windowMs, shared, urls, requests }: SampleOrder): Built {
  const program = Buffer.from(sampler);
  const other = Buffer.from(requestProgram);
  const stdin = Buffer.concat([
    program,
    Buffer.from(`${other.length}\n`),
    other,
    Buffer.from(urls.join('\n')),
  ]);
  const parameters = [stdin.length, program.length, Math.round(windowMs), shared ? 'y' : 'n', requests];
  return { command: [executable, '-e', NODE_LOADER, ...parameters.map(String)], stdin };
}
