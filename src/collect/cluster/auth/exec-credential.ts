import { EnvauditError } from '../../../errors.ts';
import { cleanText } from '../clean-text.ts';
import type { Shape } from '../kubeconfig/shape.ts';

export interface PluginCredential {
  authorization?: string;
  cert?: string;
  key?: string;
  /** Milliseconds since the epoch; undefined: good until the server says otherwise. */
  expiresAt?: number;
}

/** https://kubernetes.io/docs/reference/config-api/client-authentication.v1/ */
interface ExecCredential {
  apiVersion?: string;
  kind?: string;
  status?: {
    expirationTimestamp?: string;
    token?: string;
    clientCertificateData?: string;
    clientKeyData?: string;
  };
}

const EXEC_CREDENTIAL: Shape = {
  fields: {
    apiVersion: 'string',
    kind: 'string',
    spec: { fields: { interactive: 'boolean' } },
    status: {
      fields: {
        expirationTimestamp: 'string',
        token: 'string',
        clientCertificateData: 'string',
        clientKeyData: 'string',
      },
    },
  },
};

/**
 * Reads what a credential plugin printed, JSON or YAML. Throws an EnvauditError (`credentials`) in client-go's words; the
 * output itself is never part of it, as it holds secrets.
 */
export async function readExecCredential(
  output: string,
  { command, apiVersion }: { command: string; apiVersion: string },
): Promise<PluginCredential> {
  const { kind = 'ExecCredential', apiVersion: answered = '', status } = await decode(output, command);
  if (kind !== 'ExecCredential') {
    const what = `no kind "${cleanText(kind, 100)}" is registered for version "${cleanText(answered, 100)}"`;
    throw pluginError(command, `decoding stdout: ${what}`);
  }
  if (answered !== apiVersion) {
    throw pluginError(
      command,
      `exec plugin is configured to use API version ${apiVersion}, plugin returned version ${cleanText(answered, 100) || '__internal'}`,
    );
  }
  if (status === undefined) throw pluginError(command, "exec plugin didn't return a status field");
  const { token, clientCertificateData: cert, clientKeyData: key, expirationTimestamp } = status;
  if (!token && !cert && !key) {
    throw pluginError(command, "exec plugin didn't return a token or cert/key pair");
  }
  if (Boolean(cert) !== Boolean(key)) {
    throw pluginError(command, 'exec plugin returned only certificate or key, not both');
  }
  return {
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(cert && key ? { cert, key } : {}),
    ...(expirationTimestamp === undefined ? {} : expiry(expirationTimestamp, command)),
  };
}

/** A failure of a credential plugin, with what to do about it. */
export function pluginError(command: string, why: string, hint?: string): EnvauditError {
  return new EnvauditError('credentials', `getting credentials: ${why}`, {
    hint: hint ?? `Run \`${cleanText(command, 200)}\` by hand; \`kubectl get pods\` fails in the same way.`,
  });
}

/** As client-go: what begins with `{` is JSON and nothing else, all other text is YAML. */
async function decode(output: string, command: string): Promise<ExecCredential> {
  if (/^[ \t\r\n]*\{/.test(output) && !isJson(output)) {
    throw pluginError(command, 'decoding stdout: it begins as JSON, but is none');
  }
  const { readYaml } = await import('../kubeconfig/read-yaml.ts');
  const read = readYaml(output, EXEC_CREDENTIAL);
  if ('content' in read) return read.content;
  const { line, column, what } = read.problem;
  throw pluginError(command, `decoding stdout: line ${line}, column ${column}: ${what}`);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** RFC 3339 as Go reads it. https://pkg.go.dev/time#RFC3339 */
const TIMESTAMP =
  /^(\d{4})-(\d\d)-(\d\d)T(?:[01]?\d|2[0-3]):[0-5]\d:[0-5]\d(?:[.,]\d+)?(?:Z|[+-](?:[01]\d|2[0-4]):[0-5]\d)$/;

/** Go's time zero, which stands for none. */
const NO_TIME = Date.parse('0001-01-01T00:00:00Z');

function expiry(text: string, command: string): { expiresAt?: number } {
  const [, year, month, day] = TIMESTAMP.exec(text) ?? [];
  const isDay = new Date(`${year}-${month}-${day}T00:00:00Z`).getUTCDate() === Number(day);
  if (!isDay) {
    const shown = cleanText(text, 100);
    throw pluginError(command, `decoding stdout: parsing time "${shown}" as RFC 3339: it is none`);
  }
  const at = Date.parse(text.replace(',', '.').replace(/T(\d):/, 'T0$1:'));
  return at === NO_TIME || Number.isNaN(at) ? {} : { expiresAt: at };
}
