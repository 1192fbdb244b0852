import { node } from '../runtimes/node/index.ts';
import inventory from './node/inventory.cjs?raw';
import type { PackedLines } from './packing.ts';
import type { ProbeRequest } from './request.ts';

/** Reads exactly as many bytes as were announced; the rest of the arguments is the program's business. */
const LOADER = `const fs=require('fs'),b=Buffer.alloc(+process.argv[1]);let n=0
while(n<b.length){let k=0;try{k=fs.readSync(0,b,n,b.length-n,null)}catch(e){if(e.code!=='EAGAIN')throw e;continue}
if(!k)process.exit(4);n+=k}
new Function('require','process','input',b.toString('utf8',0,+process.argv[2]))(require,process,b)`;

/**
 * Arguments and standard input of Node.js where there is no shell: inventory program, timing program and expected
 * lines, each with its size among the arguments.
 */
export function buildNode(
  executable: string,
  request: ProbeRequest,
  { data, packing }: PackedLines,
): { command: string[]; stdin: Buffer } {
  const { mode, budgetMs, deadlineSeconds, cpuLimit, mainPid } = request;
  const programs = [Buffer.from(inventory), Buffer.from(node.program)];
  const stdin = Buffer.concat([...programs, data]);
  const parameters = [
    stdin.length,
    ...programs.map(({ length }) => length),
    packing,
    mode,
    Math.round(budgetMs),
    Math.ceil(deadlineSeconds * 1000),
    Math.round((cpuLimit ?? 0) * 1000),
    mainPid === 'unknown' ? 0 : (mainPid ?? 1),
  ];
  return { command: [executable, '-e', LOADER, ...parameters.map(String)], stdin };
}
