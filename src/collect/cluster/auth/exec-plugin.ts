import { isatty } from 'node:tty';
import { EnvauditError } from '../../../errors.ts';
import { cleanText } from '../clean-text.ts';
import type { ClusterEntry, ExecEntry } from '../kubeconfig/types.ts';
import type { CredentialSource } from './credential.ts';
import { execInfo } from './exec-info.ts';
import { readExecCredential, type PluginCredential } from './exec-credential.ts';
import { PLUGIN_DEADLINE_MS, runPlugin } from './run-plugin.ts';

/** A plugin that has just failed, or whose new credential is refused, is not run again before. */
const AGAIN_MS = 60_000;

export interface PluginOptions {
  exec: ExecEntry;
  cluster: ClusterEntry;
  env: NodeJS.ProcessEnv;
  warn: (text: string) => void;
  /** `--request-timeout`, which is the plugin's as well; none or 0: five minutes. */
  requestTimeoutMs?: number | undefined;
  signal?: AbortSignal | undefined;
  /** Whether somebody can answer the plugin's questions. */
  stdinIsTerminal?: boolean;
}

/**
 * A credential plugin: run when first needed, trusted until its expirationTimestamp, run again after a 401. One that fails,
 * or whose credential nobody accepts, is not run for each request.
 * https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins
 */
export function execPluginSource(options: PluginOptions): CredentialSource {
  const run = preparedRun(options);
  let current: Promise<PluginCredential> | undefined;
  let expiresAt = Number.POSITIVE_INFINITY;
  let renewedAt: number | undefined;
  return {
    get() {
      if (current === undefined || Date.now() >= expiresAt) {
        current = run();
        expiresAt = Number.POSITIVE_INFINITY;
        current.then(
          (credential) => void (expiresAt = usefulUntil(credential)),
          () => void (expiresAt = Date.now() + AGAIN_MS),
        );
      }
      return current;
    },
    renew() {
      if (renewedAt !== undefined && Date.now() - renewedAt < AGAIN_MS) return false;
      renewedAt = Date.now();
      current = undefined;
      return true;
    },
    description: `the credential plugin ${cleanText(options.exec.command ?? '', 200)}`,
  };
}

/** A credential that has run out before it came is used: the next one would be no better. */
function usefulUntil({ expiresAt = Number.POSITIVE_INFINITY }: PluginCredential): number {
  return expiresAt > Date.now() ? expiresAt : Date.now() + AGAIN_MS;
}

function preparedRun({
  exec,
  cluster,
  env,
  warn,
  requestTimeoutMs,
  signal,
  stdinIsTerminal = isatty(0),
}: PluginOptions): () => Promise<PluginCredential> {
  const interactive = isInteractive(exec, stdinIsTerminal);
  const { command = '', args = [], apiVersion = '', installHint } = exec;
  const declared = Object.fromEntries((exec.env ?? []).map(({ name = '', value = '' }) => [name, value]));
  const deadlineMs = requestTimeoutMs || PLUGIN_DEADLINE_MS;
  return async () => {
    const info = await execInfo({ exec, cluster, interactive });
    const own = { ...env, ...declared, KUBERNETES_EXEC_INFO: info };
    const run = { command, args, env: own, interactive, installHint, warn, deadlineMs, signal };
    return readExecCredential(await runPlugin(run), { command, apiVersion });
  };
}

function isInteractive({ interactiveMode = 'IfAvailable' }: ExecEntry, stdinIsTerminal: boolean): boolean {
  if (interactiveMode === 'Never') return false;
  if (interactiveMode === 'Always' && !stdinIsTerminal) {
    throw new EnvauditError(
      'credentials',
      'exec plugin cannot support interactive mode: standard input is not a terminal',
      { hint: 'Run this in a terminal, without redirecting its standard input.' },
    );
  }
  return stdinIsTerminal;
}
