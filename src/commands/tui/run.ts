import { setTimeout as sleep } from 'node:timers/promises';
import { inSmallYoungGeneration } from '../../collect/inventory/young-generation.ts';
import { type EnvauditError, usage, type ExitCode } from '../../errors.ts';
import type { First } from '../../present/tui/app/state.ts';
import type { TuiOptions } from '../../present/tui/index.tsx';
import type { AuditOptions } from '../audit/command.ts';
import type { Context } from '../context.ts';
import { viewOf } from '../view.ts';
import { clusterBackend } from './backend.ts';
import { createConnection, type Connection } from './connection.ts';
import { withEarlyPods } from './early-pods.ts';

/**
 * The terminal UI: the overview, or the diagnosis of the target that was named with `-i`. Gives the exit code.
 * @throws EnvauditError `usage` without a terminal and for flags that only a report has.
 */
export async function runInteractive(options: AuditOptions, context: Context): Promise<ExitCode> {
  const terminal = context.terminal?.();
  if (terminal === undefined) throw noTerminal(context);
  validateInteractive(options);
  const connection = await createConnection(options.flags, context);
  try {
    const first = await firstScreen(options, context, connection);
    const cluster = clusterBackend(options.flags, context, connection);
    const { backend, answered } =
      first === undefined
        ? withEarlyPods(cluster, context.signal)
        : { backend: cluster, answered: Promise.resolve() };
    // Loading takes the processor for a while. A request that has left before is answered meanwhile.
    await soonest(answered, 10);
    const { runTui } = await import('../../present/tui/index.tsx');
    // To draw a screen without pods first would only make those who have them wait.
    await soonest(answered, 100);
    const tui: TuiOptions = {
      backend,
      terminal,
      color: viewOf(options, context).color,
      screenReader: context.env['INK_SCREEN_READER'] === 'true',
      first,
      signal: context.signal,
      now: Date.now,
    };
    // What is watched is parsed and dies at once, for hours: with 10,000 pods 152 instead of 280 MB of the bundle.
    return await inSmallYoungGeneration(() => runTui(tui));
  } finally {
    connection.close();
  }
}

function soonest(answered: Promise<unknown>, milliseconds: number): Promise<unknown> {
  const late = new AbortController();
  const timeout = sleep(milliseconds, undefined, { signal: late.signal }).catch(() => undefined);
  return Promise.race([answered, timeout]).finally(() => late.abort());
}

/** The diagnosis of the pod that the target means; the overview without a target. */
async function firstScreen(
  { targets: [target], container }: AuditOptions,
  { signal }: Context,
  connection: Connection,
): Promise<First | undefined> {
  if (target === undefined) return undefined;
  const { resolveTarget } = await import('../../collect/targets/resolve.ts');
  const { parseTarget } = await import('../../collect/targets/target.ts');
  const cluster = connection.cluster();
  const { pod } = await resolveTarget(parseTarget(target), { cluster, namespace: cluster.namespace, signal });
  const { namespace, name } = pod.evidence;
  const of = { namespace, pod: name, container };
  return { screen: 'flow', args: { of } };
}

function validateInteractive(options: AuditOptions): void {
  const { targets, selector, allNamespaces, output, save, failOn, allContainers } = options;
  if (targets.length > 1) throw usage('-i takes one target');
  const others = { selector, 'all-namespaces': allNamespaces, output, save, 'fail-on': failOn };
  for (const [flag, value] of Object.entries({ ...others, 'all-containers': allContainers })) {
    if (value !== undefined && value !== false) throw usage(`-i and --${flag} exclude each other`);
  }
}

function noTerminal({ env }: Context): EnvauditError {
  return env['TERM'] === 'dumb'
    ? usage('the interactive mode needs more than a dumb terminal (TERM=dumb)')
    : usage('the interactive mode needs a terminal', 'Standard input and standard output must both be one.');
}
