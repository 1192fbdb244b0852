import { EnvauditError } from '../../../errors.ts';
import { cleanText } from '../clean-text.ts';
import type { Connection } from './resolve.ts';
import type { UserEntry } from './types.ts';

/**
 * Refuses what kubectl refuses before it connects, in its words: two ways to log in at once, half a plugin, a
 * group without a user.
 * https://github.com/kubernetes/client-go/blob/master/tools/clientcmd/validation.go
 */
export function validateConnection({ cluster, user, userName }: Connection): void {
  const problems = [
    ...clusterProblems(cluster),
    ...loginProblems(user, userName),
    ...(user.exec === undefined ? [] : execProblems(user, userName)),
  ];
  if (problems.length === 0) return;
  const list = problems.length === 1 ? problems[0]! : `[${problems.join(', ')}]`;
  throw new EnvauditError('kubeconfig', `invalid configuration: ${cleanText(list, 2000)}`, {
    hint: 'See `kubectl config view --minify`.',
  });
}

function clusterProblems(cluster: Connection['cluster']): string[] {
  const authority = cluster['certificate-authority'] || cluster['certificate-authority-data'];
  return [
    ...(authority && cluster['insecure-skip-tls-verify']
      ? ['specifying a root certificates file with the insecure flag is not allowed']
      : []),
    ...bothGiven(cluster, 'certificate-authority'),
  ];
}

/** Those that kubectl has or had, in whose place client-node stands. */
const PROVIDERS = new Set(['oidc', 'gcp', 'azure']);

function loginProblems(user: UserEntry, name: string): string[] {
  const problems: string[] = [];
  if ((user.token || user.tokenFile) && (user.username || user.password)) {
    problems.push(
      `more than one authentication method found for ${name}; found [token basicAuth], only one is allowed`,
    );
  }
  const certificate = user['client-certificate'] || user['client-certificate-data'];
  const key = user['client-key'] || user['client-key-data'];
  if (certificate && !key) {
    problems.push(
      `client-key-data or client-key must be specified for ${name} to use the clientCert authentication method.`,
    );
  }
  const provider = user['auth-provider']?.name;
  if (provider !== undefined && !PROVIDERS.has(provider))
    problems.push(`no Auth Provider found for name "${provider}"`);
  if (certificate) problems.push(...bothGiven(user, 'client-certificate'), ...bothGiven(user, 'client-key'));
  const impersonatesMore =
    user['as-uid'] || user['as-groups']?.length || Object.keys(user['as-user-extra'] ?? {}).length;
  if (impersonatesMore && !user.as) {
    problems.push(`requesting uid, groups or user-extra for ${name} without impersonating a user`);
  }
  return problems;
}

/** Data would override the file, but kubectl does not go that far. */
function bothGiven<Field extends string>(
  entry: { [Name in Field | `${Field}-data`]?: string },
  field: Field,
): string[] {
  return entry[field] && entry[`${field}-data`]
    ? [`${field}-data and ${field} are both specified; keep one of them`]
    : [];
}

function execProblems({ exec, 'auth-provider': provider }: UserEntry, name: string): string[] {
  const problems: string[] = [];
  if (provider)
    problems.push(`authProvider cannot be provided in combination with an exec plugin for ${name}`);
  if (!exec?.command)
    problems.push(`command must be specified for ${name} to use exec authentication plugin`);
  if (exec?.env?.some((variable) => !variable.name))
    problems.push(`env variable name must be specified for ${name} to use exec authentication plugin`);
  if (!exec?.apiVersion) {
    problems.push(`apiVersion must be specified for ${name} to use exec authentication plugin`);
  } else if (!/^client\.authentication\.k8s\.io\/v1(beta1)?$/.test(exec.apiVersion)) {
    problems.push(`exec plugin: invalid apiVersion "${exec.apiVersion}"`);
  }
  const mode = exec?.interactiveMode;
  if (mode && !['Never', 'IfAvailable', 'Always'].includes(mode)) {
    problems.push(
      `invalid interactiveMode for ${name}: "${mode}"; it must be "Never", "IfAvailable" or "Always"`,
    );
  }
  if (!mode && exec?.apiVersion?.endsWith('/v1')) {
    problems.push(`interactiveMode must be specified for ${name} to use exec authentication plugin`);
  }
  return problems;
}
