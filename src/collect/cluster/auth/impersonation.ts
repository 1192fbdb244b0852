import type { UserEntry } from '../kubeconfig/types.ts';

/**
 * The headers that let a request run as somebody else; groups and extra values are repeated headers.
 * https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/
 */
export function impersonationHeaders(user: UserEntry): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  if (!user.as) return headers;
  headers['Impersonate-User'] = user.as;
  if (user['as-uid']) headers['Impersonate-Uid'] = user['as-uid'];
  if (user['as-groups']?.length) headers['Impersonate-Group'] = user['as-groups'];
  for (const [key, values] of Object.entries(user['as-user-extra'] ?? {})) {
    const name = `Impersonate-Extra-${encodeExtraKey(key)}`;
    headers[name] = [...(headers[name] ?? []), ...values];
  }
  return headers;
}

/**
 * What may not stand in a header's name is percent-encoded, and `%` itself. Names of headers have no case: the server
 * takes all keys for small letters.
 * https://github.com/kubernetes/client-go/blob/master/transport/round_trippers.go (headerKeyEscape)
 */
function encodeExtraKey(key: string): string {
  const encoded = Array.from(Buffer.from(key, 'utf8'), (byte) => {
    const char = String.fromCharCode(byte);
    return /[A-Za-z0-9!#$&'*+.^_`|~-]/.test(char)
      ? char
      : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  });
  return encoded.join('').toLowerCase();
}
