import { EnvauditError, messageOf } from '../../../errors.ts';
import { cleanText } from '../clean-text.ts';

const UNKNOWN_AUTHORITY = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_UNTRUSTED',
  'CERT_SIGNATURE_FAILURE',
]);
const EXPIRED = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']);
const NO_ROUTE: Record<string, string> = {
  EHOSTUNREACH: 'no route to host',
  ENETUNREACH: 'network is unreachable',
  ETIMEDOUT: 'i/o timeout',
  EHOSTDOWN: 'host is down',
};

/**
 * Turns what a socket or TLS library threw into an error with what, why and what next, in kubectl's words. Only its
 * code and message are read: the object holds the TLS options and so the private key.
 */
export function networkErrorOf(
  error: unknown,
  { host, isDefault }: { host: string; isDefault: boolean },
): EnvauditError {
  if (error instanceof EnvauditError) return error;
  const code = codeOf(error);
  const said = cleanText(messageOf(error), 300);
  if (code === 'ECONNREFUSED') {
    return new EnvauditError(
      'unreachable',
      `The connection to the server ${host} was refused - did you specify the right host or port?`,
      {
        hint: isDefault
          ? 'No kubeconfig was found, so the default address was tried. Set KUBECONFIG or --kubeconfig.'
          : 'Is the API server running? See `kubectl config view --minify`.',
      },
    );
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return unreachable(`no such host: ${host}`, 'Check the server of the kubeconfig, DNS and VPN.');
  }
  if (code in NO_ROUTE)
    return unreachable(`${host}: ${NO_ROUTE[code]}`, 'Check VPN, firewall and proxy settings.');
  if (UNKNOWN_AUTHORITY.has(code)) {
    return tls(
      `x509: certificate signed by unknown authority (${host})`,
      "The kubeconfig's certificate-authority is not the one that signed this server's certificate. Fetch the kubeconfig again, or give --certificate-authority.",
    );
  }
  if (EXPIRED.has(code)) {
    return tls(
      `x509: certificate has expired or is not yet valid (${host})`,
      "Check this machine's clock; else the cluster's administrator must renew the server's certificate.",
    );
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return tls(
      `x509: certificate is valid for ${namesOf(error)}, not ${host}`,
      'Use the server name that the certificate has, or give it with --tls-server-name.',
    );
  }
  if (/^(?:EPROTO|ERR_SSL|ERR_OSSL|ERR_TLS|CERT_)/.test(code)) return otherTls(host, code, said);
  if (code === 'ECONNRESET' || code === 'EPIPE') {
    return unreachable(
      `${host} closed the connection`,
      'Try again; if it stays, look for a proxy or firewall in between.',
    );
  }
  return unreachable(`${host}: ${said}`, 'Check `kubectl cluster-info`.');
}

/** The code of a foreign error, such as ECONNREFUSED; of several attempts (IPv6, IPv4) the first one's. */
function codeOf(error: unknown): string {
  const { code, errors } = (error ?? {}) as { code?: unknown; errors?: unknown[] };
  if (typeof code === 'string') return code;
  return Array.isArray(errors) && errors.length > 0 ? codeOf(errors[0]) : '';
}

/** The names in the server's certificate, which is public. */
function namesOf(error: unknown): string {
  const names = (error as { cert?: { subjectaltname?: unknown } }).cert?.subjectaltname;
  return typeof names === 'string' ? cleanText(names, 300) : 'other names';
}

function otherTls(host: string, code: string, said: string): EnvauditError {
  if (/wrong.version.number|packet.length|http.request/i.test(`${code} ${said}`)) {
    return tls(`${host} does not speak TLS`, 'Is it an http:// server? Check the server of the kubeconfig.');
  }
  if (/PEM|KEY_VALUES_MISMATCH|ASN1|DECODER|UNSUPPORTED/.test(code)) {
    return new EnvauditError(
      'credentials',
      `the client certificate or key, or the certificate authority, cannot be used (${code})`,
      { hint: 'Certificate and key must belong together and be PEM. Fetch the kubeconfig again.' },
    );
  }
  return tls(
    `${host} (${code})`,
    'The server may ask for a client certificate that this kubeconfig does not have.',
  );
}

function unreachable(what: string, hint: string): EnvauditError {
  return new EnvauditError('unreachable', `Unable to connect to the server: ${what}`, { hint });
}

function tls(what: string, hint: string): EnvauditError {
  return new EnvauditError('tls', `Unable to connect to the server: tls: ${what}`, { hint });
}
