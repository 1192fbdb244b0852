import { compactShell, oneLine } from '../probes/shell-text.ts';
import requestProgram from './node/request.cjs?raw';
import sampler from './node/sampler.cjs?raw';
import pythonProgram from './python/request.py?raw';
import { ENOUGH_PERIODS, enoughLooks, longestWindow, type SampleOrder } from './request.ts';
import begin from './sh/begin.sh?raw';
import looks from './sh/looks.sh?raw';
import processes from './sh/processes.sh?raw';
import readings from './sh/readings.sh?raw';
import requestsPart from './sh/requests.sh?raw';
import watch from './sh/watch.sh?raw';
import { checkUrls } from './urls.ts';

/** The shell's program, in the order in which its parts build on each other. */
const SHELL_SAMPLER = [begin, processes, readings, looks, requestsPart, watch].join('\n');

/**
 * The sampler as programs of the shell's probe, one a line: name, space, text for `printf %b`; its URLs and numbers.
 * @throws EnvauditError `usage` for URLs that may not be requested.
 */
export function shellSampler(order: SampleOrder): string[] {
  const { windowMs, shared, requests } = order;
  const numbers = [
    centiseconds(windowMs),
    centiseconds(longestWindow(order)),
    enoughLooks(order),
    ENOUGH_PERIODS,
    shared ? 'y' : 'n',
    requests,
  ];
  return [
    `sampler ${oneLine(compactShell(SHELL_SAMPLER))}`,
    `order ${numbers.join(' ')}`,
    `requestnode ${oneLine(requestProgram)}`,
    `requestpython ${oneLine(pythonProgram)}`,
    `urls ${urlsOf(order).join(' ')}`,
  ];
}

/**
 * The sampler of Node.js, where there is no shell, and its order as JSON.
 * @throws EnvauditError `usage` for URLs that may not be requested.
 */
export function nodeSampler(order: SampleOrder): { program: string; order: string } {
  const { windowMs, shared, requests } = order;
  const told = {
    windowMs,
    mostMs: longestWindow(order),
    looks: enoughLooks(order),
    periods: ENOUGH_PERIODS,
    shared,
    urls: urlsOf(order),
    requests,
    requestProgram,
  };
  return { program: sampler, order: JSON.stringify(told) };
}

function urlsOf({ urls, requests }: SampleOrder): string[] {
  return urls.length === 0 ? [] : checkUrls(urls, requests);
}

function centiseconds(milliseconds: number): number {
  return Math.round(milliseconds / 10);
}
