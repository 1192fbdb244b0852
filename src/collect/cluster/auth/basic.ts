import type { UserEntry } from '../kubeconfig/types.ts';

/** The Authorization header for a user name and password. */
export function basicCredentials({ username = '', password = '' }: UserEntry): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
