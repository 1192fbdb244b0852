import { EnvauditError, messageOf } from '../../../errors.ts';
import type { Connection } from '../kubeconfig/resolve.ts';
import { readCredentialFile } from './credential-file.ts';

/** PEM of the client certificate and its key; empty when the user has none. Never both: see validateConnection. */
export async function certificateOf({
  user,
  userName,
}: Connection): Promise<{ cert?: string; key?: string }> {
  const cert = await pem({
    data: user['client-certificate-data'],
    file: user['client-certificate'],
    what: `client-cert of ${userName}`,
  });
  // kubectl looks at no key that belongs to nothing.
  if (cert === undefined) return {};
  const key = await pem({
    data: user['client-key-data'],
    file: user['client-key'],
    what: `client-key of ${userName}`,
  });
  return key === undefined ? {} : { cert, key };
}

/** PEM of the authorities that the API server's certificate is checked against; undefined: the well-known ones. */
export async function authorityOf({ cluster }: Connection): Promise<string | undefined> {
  return pem({
    data: cluster['certificate-authority-data'],
    file: cluster['certificate-authority'],
    what: 'certificate-authority',
  });
}

async function pem({
  data,
  file,
  what,
}: {
  data: string | undefined;
  file: string | undefined;
  what: string;
}): Promise<string | undefined> {
  if (data) {
    const text = Buffer.from(data, 'base64').toString('utf8');
    if (text.includes('-----BEGIN ')) return text;
    throw new EnvauditError('kubeconfig', `the ${what} in the kubeconfig is not base64 of a PEM block`, {
      hint: 'Fetch the kubeconfig again from where you got it.',
    });
  }
  if (!file) return undefined;
  try {
    return readCredentialFile(file).toString('utf8');
  } catch (error) {
    throw new EnvauditError('kubeconfig', `unable to read ${what}: ${messageOf(error)}`, {
      hint: 'Relative paths are meant from the folder of the kubeconfig that names them.',
    });
  }
}
