import { execFileSync, type ChildProcess } from 'node:child_process';

/**
 * Ends a process with all that it has started: its process group where it leads one (`isGroup`), else its children and
 * theirs, who are looked for. Nothing happens where it is over.
 */
export function endFamily(child: ChildProcess, { isGroup }: { isGroup: boolean }): void {
  const { pid } = child;
  if (pid === undefined) return;
  if (process.platform === 'win32') runQuietly('taskkill', ['/pid', String(pid), '/t', '/f']);
  else if (isGroup) kill(-pid);
  else for (const one of [...descendants(pid), pid]) kill(one);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is over.
  }
}

function descendants(root: number): number[] {
  const pairs = [...runQuietly('ps', ['-A', '-o', 'pid=,ppid=']).matchAll(/(\d+)\s+(\d+)/g)];
  const found = new Set([root]);
  // Until nobody is new: children may stand before their parents.
  for (let before = 0; before !== found.size;) {
    before = found.size;
    for (const [, pid, parent] of pairs) if (found.has(Number(parent))) found.add(Number(pid));
  }
  found.delete(root);
  return [...found];
}

function runQuietly(command: string, args: string[]): string {
  try {
    return execFileSync(command, args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 5000,
    });
  } catch {
    return '';
  }
}
