import { node } from '../runtimes/node/index.ts';
import inventory from './node/inventory.cjs?raw';
import { NODE_LOADER } from './node-loader.ts';
import { packLines } from './packing.ts';
import { timingSeconds, type ProbeCommand, type ProbeRequest } from './request.ts';

/**
 * Arguments and standard input of Node.js where there is no shell: inventory program, timing program, sampler and its
 * order, each with its size among the arguments, and the expected lines.
 */
export function buildNode(executable: string, request: ProbeRequest): Omit<ProbeCommand, 'maxBytes'> {
  const { mode, budgetMs, cpuLimit, mainPid, expected, sample } = request;
  const { data, packing } = packLines(expected);
  const sampler = sample?.node() ?? { program: '', order: '' };
  const partsAt = (deadlineSeconds: number): Buffer[] =>
    [
      times(timingSeconds({ deadlineSeconds, sample }), deadlineSeconds) + inventory,
      node.program,
      sampler.program,
      sampler.order,
    ].map((part) => Buffer.from(part));
  const sizes = partsAt(request.deadlineSeconds).map(({ length }) => length);
  const parameters = [
    sizes.reduce((sum, size) => sum + size, data.length),
    ...sizes,
    packing,
    mode,
    Math.round(budgetMs),
    Math.round((cpuLimit ?? 0) * 1000),
    mainPid === 'unknown' ? 0 : (mainPid ?? 1),
  ];
  return {
    command: [executable, '-e', NODE_LOADER, ...parameters.map(String)],
    stdin: (deadlineSeconds) => Buffer.concat([...partsAt(deadlineSeconds), data]),
  };
}

/** Known only when it is sent, and of the same size whatever it says. */
function times(timing: number, left: number): string {
  const [timingMs, leftMs] = [timing, left].map((seconds) => String(Math.round(seconds * 1000)).padStart(9));
  return `'use strict'; const given = { timingMs: ${timingMs}, leftMs: ${leftMs} };\n`;
}
