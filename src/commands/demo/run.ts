import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fleet } from '../../demo/fleet/index.ts';
import { createLife } from '../../demo/life/life.ts';
import { startDemo, type Demo } from '../../demo/server.ts';
import { scenarios, type Scenario } from '../../demo/scenarios/index.ts';
import { temporaryFolder, type TemporaryFolder } from '../../demo/temporary-folder.ts';
import { EnvauditError, EXIT, messageOf, usage, type ExitCode } from '../../errors.ts';
import { runAudit } from '../audit/run.ts';
import type { Context } from '../context.ts';
import type { DemoOptions } from './command.ts';
import { auditOf, scanOf } from './what-to-run.ts';

/** The embedded cluster: audits its scenarios, or keeps it up for kubectl. Nothing is left behind. */
export async function runDemo(options: DemoOptions, context: Context): Promise<ExitCode> {
  const chosen = chooseScenarios(options.scenario);
  const undo: (() => Promise<void>)[] = [];
  try {
    const folder = await folderForKubeconfig();
    undo.push(folder.remove);
    const demo = await start(options);
    undo.push(demo.close);
    if (demo.whyPlain !== undefined) context.streams.err(withoutNamespaces(demo.whyPlain));
    const kubeconfig = options.kubeconfig ?? join(folder.path, 'kubeconfig');
    await writeKubeconfig(kubeconfig, demo.kubeconfig);
    undo.push(() => rm(kubeconfig, { force: true }));
    if (options.serve) {
      const life = createLife(demo.store);
      const timer = setInterval(life.step, STEP_MS);
      undo.push(async () => clearInterval(timer));
      return await serve(kubeconfig, demo.url, context);
    }
    return await audit(chosen, { ...options, kubeconfig }, context);
  } finally {
    for (const step of undo.toReversed()) await step();
  }
}

function folderForKubeconfig(): Promise<TemporaryFolder> {
  return temporaryFolder().catch((error: unknown) => {
    throw new EnvauditError('file', `cannot make a temporary folder: ${messageOf(error)}`, {
      hint: 'Set TMPDIR to a folder that you may write to.',
    });
  });
}

function start({ port, serve: isServed }: DemoOptions): Promise<Demo> {
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw usage(
      '--port must be a whole number from 0 to 65535',
      '0, which is the default, takes a free one.',
    );
  }
  return startDemo({ port, fleet: isServed ? fleet : [] }).catch((error: unknown) => {
    throw new EnvauditError('demo', `cannot start the embedded cluster: ${messageOf(error)}`, {
      hint: port === 0 ? undefined : 'Choose another --port; without one it takes a free one.',
    });
  });
}

function withoutNamespaces(why: string): string {
  return `No namespaces for containers here (${why}): their commands run as plain processes, and all that is simulated around them is left out.\n\n`;
}

function chooseScenarios(id: string | undefined): readonly Scenario[] {
  if (id === undefined) return scenarios;
  const found = scenarios.filter((scenario) => scenario.id === id);
  if (found.length > 0) return found;
  throw usage(
    `there is no scenario "${id}"`,
    `Scenarios: ${scenarios.map((scenario) => scenario.id).join(', ')}.`,
  );
}

async function writeKubeconfig(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw new EnvauditError('file', `cannot write the kubeconfig ${file}: ${messageOf(error)}`, {
      hint: 'Name a file that does not exist yet, in a folder that you may write to.',
    });
  }
}

/** From one thing that happens to the next, so that somebody can follow. */
const STEP_MS = 3000;

/** Slow pods, each for another reason. */
const TO_DIAGNOSE = new Set(['web', 'host-saturated', 'cpu-limit-small', 'burns-cpu']);

/** Prints the kubeconfig's path as data and waits for Ctrl-C. */
async function serve(kubeconfig: string, url: string, { streams, signal }: Context): Promise<ExitCode> {
  streams.err(`A cluster with the classic cases is up at ${url}. Try, in another terminal:\n\n`);
  streams.err(`  export KUBECONFIG=${kubeconfig}\n  kubectl get pods -A\n  kubectl envaudit scan -A\n`);
  for (const { namespace, pod, title } of scenarios.slice(0, 3)) {
    streams.err(`  kubectl envaudit ${pod} -n ${namespace}   # ${title}\n`);
  }
  for (const { namespace, pod, title } of scenarios.filter(({ id }) => TO_DIAGNOSE.has(id))) {
    streams.err(`  kubectl envaudit diagnose ${pod} -n ${namespace}   # ${title}\n`);
  }
  streams.err('\nCtrl-C ends it.\n');
  streams.out(`${kubeconfig}\n`);
  if (!signal.aborted)
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  return EXIT.interrupted;
}

/** The main job on the first scenario as a full report, then on all of them as a table; then the scan of it all. */
async function audit(
  chosen: readonly Scenario[],
  options: DemoOptions & { kubeconfig: string },
  context: Context,
): Promise<ExitCode> {
  const [first] = chosen;
  if (first === undefined) return EXIT.nothing;
  const { streams } = context;
  streams.err(`$ kubectl envaudit ${first.pod} -n ${first.namespace}   # ${first.title}\n\n`);
  const target = {
    targets: [first.pod],
    flags: { kubeconfig: options.kubeconfig, namespace: first.namespace },
  };
  const code = await runAudit(auditOf(options, target), context);
  if (chosen.length === 1 || context.signal.aborted) return code;
  streams.err('\n$ kubectl envaudit -A   # all scenarios\n\n');
  const all = { allNamespaces: true, flags: { kubeconfig: options.kubeconfig } };
  const second = await runAudit(auditOf(options, all), context);
  if (context.signal.aborted) return second;
  streams.err('\n$ kubectl envaudit scan -A   # the same from the API alone\n\n');
  const { runScan } = await import('../scan/run.ts');
  const third = await runScan(scanOf(options), context);
  return [second, third].includes(EXIT.findings) ? EXIT.findings : second;
}
