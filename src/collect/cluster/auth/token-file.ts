import { EnvauditError, messageOf } from '../../../errors.ts';
import { readCredentialFile } from './credential-file.ts';
import type { CredentialSource } from './credential.ts';

/** How long client-go trusts what it read: kubelet renews projected tokens well before they run out. */
const FRESH_MS = 60_000;

/** A bearer token in a file that somebody else keeps up to date; `fallback` is used while it cannot be read. */
export function tokenFileSource(file: string, fallback: string | undefined): CredentialSource {
  let token: string | undefined;
  let readAt = 0;
  return {
    async get() {
      if (token === undefined || Date.now() - readAt > FRESH_MS) {
        token = (await read(file, fallback ?? token)) || fallback;
        readAt = Date.now();
      }
      if (!token) {
        throw new EnvauditError('credentials', `read empty token from file "${file}"`, {
          hint: 'Check the tokenFile of the kubeconfig.',
        });
      }
      return { authorization: `Bearer ${token}` };
    },
    renew() {
      token = undefined;
      return true;
    },
    description: `the token in ${file}`,
  };
}

async function read(file: string, fallback: string | undefined): Promise<string> {
  try {
    return readCredentialFile(file).toString('utf8').trim();
  } catch (error) {
    if (fallback !== undefined) return fallback;
    throw new EnvauditError('credentials', `cannot read the token file: ${messageOf(error)}`, {
      hint: 'Check the tokenFile of the kubeconfig.',
    });
  }
}
