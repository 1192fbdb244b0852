import { node } from '../runtimes/node/index.ts';
import inventory from './node/inventory.cjs?raw';
import { NODE_LOADER } from './node-loader.ts';
import type { PackedLines } from './packing.ts';
import { timingSeconds, type ProbeRequest } from './request.ts';

/**
 * Arguments and standard input of Node.js where there is no shell: inventory program, timing program and expected
 * lines, each with its size among the arguments.
 */
export function buildNode(
  executable: string,
  request: ProbeRequest,
  { data, packing }: PackedLines,
): { command: string[]; stdin: Buffer } {
  const { mode, budgetMs, cpuLimit, mainPid } = request;
  const programs = [Buffer.from(inventory), Buffer.from(node.program)];
  const stdin = Buffer.concat([...programs, data]);
  const parameters = [
    stdin.length,
    ...programs.map(({ length }) => length),
    packing,
    mode,
    Math.round(budgetMs),
    timingSeconds(request) * 1000,
    Math.round((cpuLimit ?? 0) * 1000),
    mainPid === 'unknown' ? 0 : (mainPid ?? 1),
  ];
  return { command: [executable, '-e', NODE_LOADER, ...parameters.map(String)], stdin };
}
