import { runtimes } from '../runtimes/index.ts';
import { packLines } from './packing.ts';
import { timingSeconds, type ProbeCommand, type ProbeRequest } from './request.ts';
import { inventoryTable, timingTable } from './runtime-table.ts';
import inventory from './sh/inventory.sh?raw';
import loader from './sh/loader.sh?raw';
import main from './sh/main.sh?raw';
import { compactShell, oneLine } from './shell-text.ts';

/**
 * Arguments and standard input of a shell. The arguments hold no more than a loader: they count against the kernel's
 * exec limit and stand in the URL of the request. Standard input stays open, so every part says where it ends:
 * programs with a line that is `.`, the expected lines, which are the last, with their size.
 */
export function buildShell(executable: string, request: ProbeRequest): Omit<ProbeCommand, 'maxBytes'> {
  const { mode, budgetMs, cpuLimit, mainPid, expected, sample } = request;
  const { data, packing, lines } = packLines(expected);
  const parameters = [
    data.length,
    packing,
    lines,
    mode,
    Math.round(budgetMs),
    Math.round((cpuLimit ?? 0) * 1000),
    mainPid === 'unknown' ? 0 : (mainPid ?? 1),
  ];
  return {
    command: [executable, '-c', compactShell(loader), 'envaudit', ...parameters.map(String)],
    stdin: (deadlineSeconds) => {
      const times = `ea_d=${timingSeconds({ deadlineSeconds, sample })} ea_x=${Math.ceil(deadlineSeconds)}`;
      const samplers = sample?.shell() ?? [];
      const text = [times, programs(), ...samplers, '.', ''].join('\n');
      return Buffer.concat([Buffer.from(text), data]);
    },
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
  ].join('\n');
  return text;
}
