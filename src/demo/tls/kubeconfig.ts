import type { DemoCertificates } from './certificates.ts';

/**
 * A kubeconfig for the demo's server, as YAML. Its contexts are `demo` (a bearer token, the current one) and
 * `demo-certificate` (a client certificate).
 */
export function kubeconfigOf(url: string, token: string, { authority, client }: DemoCertificates): string {
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
    token: ${token}
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
`;
}

function base64(pem: string): string {
  return Buffer.from(pem).toString('base64');
}
