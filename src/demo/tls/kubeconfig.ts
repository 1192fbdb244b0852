import type { User } from '../identity.ts';
import type { DemoCertificates } from './certificates.ts';

/**
 * A kubeconfig for the demo's server, as YAML. Its contexts are `demo` (a bearer token, the current one),
 * `demo-certificate` (a client certificate) and `demo-developer` (a token of a user who may not see nodes, nor all
 * namespaces at once).
 */
export function kubeconfigOf(
  url: string,
  tokens: Record<User, string>,
  { authority, client }: DemoCertificates,
): string {
  return `apiVersion: v1
kind: Config
current-context: demo
clusters:
- name: demo
  cluster:
    server: ${url}
    certificate-authority-data: ${base64(authority)}
users:
- name: demo
  user:
    token: ${tokens.demo}
- name: demo-developer
  user:
    token: ${tokens.developer}
- name: demo-certificate
  user:
    client-certificate-data: ${base64(client.certificate)}
    client-key-data: ${base64(client.key)}
contexts:
- name: demo
  context:
    cluster: demo
    user: demo
    namespace: shop
- name: demo-certificate
  context:
    cluster: demo
    user: demo-certificate
    namespace: shop
- name: demo-developer
  context:
    cluster: demo
    user: demo-developer
    namespace: shop
`;
}

function base64(pem: string): string {
  return Buffer.from(pem).toString('base64');
}
