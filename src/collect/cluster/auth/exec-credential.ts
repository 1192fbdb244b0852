import { EnvauditError } from '../../../errors.ts';
import { cleanText } from '../clean-text.ts';

export interface PluginCredential {
  authorization?: string;
  cert?: string;
  key?: string;
  /** Milliseconds since the epoch; undefined: good until the server says otherwise. */
  expiresAt?: number;
}

/**
 * Reads what a credential plugin printed. Throws an EnvauditError (`credentials`) in client-go's words; the output
 * itself is never part of it, as it holds secrets.
 */
export function readExecCredential(
  output: string,
  { command, apiVersion }: { command: string; apiVersion: string },
): PluginCredential {
  const answer = parse(output, command);
  if (answer['kind'] !== 'ExecCredential') {
    throw pluginError(command, 'decoding stdout: it is not an ExecCredential');
  }
  if (answer['apiVersion'] !== apiVersion) {
    const got = cleanText(String(answer['apiVersion']), 100);
    throw pluginError(
      command,
      `exec plugin is configured to use API version ${apiVersion}, plugin returned version ${got}`,
    );
  }
  const status = answer['status'];
  if (!isRecord(status)) throw pluginError(command, "exec plugin didn't return a status field");
  const token = text(status['token']);
  const cert = text(status['clientCertificateData']);
  const key = text(status['clientKeyData']);
  if (!token && !cert && !key) {
    throw pluginError(command, "exec plugin didn't return a token or cert/key pair");
  }
  if (Boolean(cert) !== Boolean(key)) {
    throw pluginError(command, 'exec plugin returned only certificate or key, not both');
  }
  const expiresAt = Date.parse(text(status['expirationTimestamp']) ?? '');
  return {
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(cert && key ? { cert, key } : {}),
    ...(Number.isNaN(expiresAt) ? {} : { expiresAt }),
  };
}

/** A failure of a credential plugin, with what to do about it. */
export function pluginError(command: string, why: string, hint?: string): EnvauditError {
  return new EnvauditError('credentials', `getting credentials: ${why}`, {
    hint: hint ?? `Run \`${cleanText(command, 200)}\` by hand; \`kubectl get pods\` fails in the same way.`,
  });
}

function parse(output: string, command: string): Record<string, unknown> {
  let answer: unknown;
  try {
    answer = JSON.parse(output);
  } catch {
    throw pluginError(command, 'decoding stdout: the plugin did not print JSON');
  }
  if (isRecord(answer)) return answer;
  throw pluginError(command, 'decoding stdout: it is not an ExecCredential');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
