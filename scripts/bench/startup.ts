import { interleave } from './measure.ts';
import { emptyScript, kubectl, ours } from './programs.ts';
import { printTable } from './table.ts';

/** What `--version` and `--help` cost, against kubectl's own and Node's start. */
export async function startup(runs: number): Promise<void> {
  const results = await interleave(
    [
      { name: 'empty script', command: emptyScript() },
      { name: 'kubectl version --client', command: [kubectl, 'version', '--client'] },
      { name: 'executable --version', command: [...ours.executable, '--version'] },
      { name: 'executable --help', command: [...ours.executable, '--help'] },
      { name: 'bundle --version', command: [...ours.bundle, '--version'] },
      { name: 'bundle --help', command: [...ours.bundle, '--help'] },
    ],
    runs,
  );
  const names = ['executable --version', 'executable --help'];
  printTable('Start-up', results, [
    ...names.map((of) => ({ of, to: 'kubectl version --client', atMost: 1 })),
    ...names.map((of) => ({ of, to: 'empty script', atMost: 1.6 })),
    ...['bundle --version', 'bundle --help'].map((of) => ({ of, to: 'empty script', atMost: 1.6 })),
  ]);
}
