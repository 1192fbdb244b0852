import type { UserEntry } from '../kubeconfig/types.ts';

/** What one request carries to say who it is. Replaced as a whole when it is renewed. */
export interface Credential {
  /** Authorization and Impersonate-…; several values for headers that are repeated. */
  headers: Record<string, string | string[]>;
  /** PEM of the client certificate and its private key. */
  cert?: string | undefined;
  key?: string | undefined;
}

/** A way to get a token or certificate that lives outside of the kubeconfig and may run out. */
export interface CredentialSource {
  get(): Promise<Omit<Credential, 'headers'> & { authorization?: string | undefined }>;
  renew(): boolean;
  description: string;
}

/** The Authorization header for a user name and password. */
export function basicCredentials({ username = '', password = '' }: UserEntry): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
