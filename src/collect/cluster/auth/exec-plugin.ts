import { isatty } from 'node:tty';
import { EnvauditError } from '../../../errors.ts';
import { cleanText } from '../clean-text.ts';
import type { ClusterEntry, ExecEntry } from '../kubeconfig/types.ts';
import type { CredentialSource } from './credentials.ts';
import { execInfo } from './exec-info.ts';
import { readExecCredential, type PluginCredential } from './exec-credential.ts';
import { runPlugin } from './run-plugin.ts';

export interface PluginOptions {
  exec: ExecEntry;
  cluster: ClusterEntry;
  env: NodeJS.ProcessEnv;
  warn: (text: string) => void;
  signal?: AbortSignal | undefined;
  /** Whether somebody can answer the plugin's questions. */
  stdinIsTerminal?: boolean;
}

/**
 * A credential plugin: run when first needed, trusted until its expirationTimestamp, run again after a 401.
 * https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins
 */
export function execPluginSource(options: PluginOptions): CredentialSource {
  const { exec, cluster, env, warn, stdinIsTerminal = isatty(0) } = options;
  const interactive = isInteractive(exec, stdinIsTerminal);
  const command = exec.command ?? '';
  let cached: PluginCredential | undefined;
  return {
    async get() {
      if (cached === undefined || (cached.expiresAt !== undefined && Date.now() >= cached.expiresAt)) {
        const info = await execInfo({ exec, cluster, interactive });
        const declared = Object.fromEntries((exec.env ?? []).map(({ name, value }) => [name, value]));
        const output = await runPlugin({
          command,
          args: exec.args ?? [],
          env: { ...env, ...declared, KUBERNETES_EXEC_INFO: info },
          interactive,
          installHint: exec.installHint,
          warn,
          signal: options.signal,
        });
        cached = readExecCredential(output, { command, apiVersion: exec.apiVersion ?? '' });
      }
      return cached;
    },
    renew() {
      cached = undefined;
      return true;
    },
    description: `the credential plugin ${cleanText(command, 200)}`,
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
