import { runtimes } from '../runtimes/index.ts';
import type { PackedLines } from './packing.ts';
import { timingSeconds, type ProbeRequest } from './request.ts';
import { inventoryTable, timingTable } from './runtime-table.ts';
import inventory from './sh/inventory.sh?raw';
import loader from './sh/loader.sh?raw';
import main from './sh/main.sh?raw';
import { compactShell, oneLine } from './shell-text.ts';

/**
 * Arguments and standard input of a shell. The arguments hold no more than a loader: they count against the kernel's
 * exec limit and stand in the URL of the request. Standard input cannot be closed, so every part says where it ends:
 * programs with a line that is `.`, the expected lines with their size.
 */
export function buildShell(
  executable: string,
  request: ProbeRequest,
  { data, packing, lines }: PackedLines,
): { command: string[]; stdin: Buffer } {
  const { mode, budgetMs, cpuLimit, mainPid } = request;
  const parameters = [
    data.length,
    packing,
    lines,
    mode,
    Math.round(budgetMs),
    timingSeconds(request),
    Math.round((cpuLimit ?? 0) * 1000),
    mainPid === 'unknown' ? 0 : (mainPid ?? 1),
  ];
  return {
    command: [executable, '-c', compactShell(loader), 'envaudit', ...parameters.map(String)],
    stdin: Buffer.concat([Buffer.from(programs()), data]),
  };
}

let text: string | undefined;

function programs(): string {
  text ??= [
    compactShell(`${timingTable(runtimes)}\n${main}`),
    '.',
    `inventory ${oneLine(compactShell(`${inventoryTable(runtimes)}\n${inventory}`))}`,
    ...runtimes.map(
      ({ id, kind, program }) => `${id} ${oneLine(kind === 'shell' ? compactShell(program) : program)}`,
    ),
    '.',
    '',
  ].join('\n');
  return text;
}
