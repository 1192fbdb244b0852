/**
 * kubectl's connection flags: all of cli-runtime's ConfigFlags, in a form that yargs takes as `options`.
 * Descriptions are kubectl's own words. https://pkg.go.dev/k8s.io/cli-runtime/pkg/genericclioptions#ConfigFlags
 */
export const configFlags = {
  as: text(
    'Username to impersonate for the operation. User could be a regular user or a service account in a namespace.',
  ),
  'as-group': text(
    'Group to impersonate for the operation, this flag can be repeated to specify multiple groups.',
  ),
  'as-uid': text('UID to impersonate for the operation.'),
  'as-user-extra': text(
    'User extras to impersonate for the operation (key=value), this flag can be repeated to specify multiple values for the same key.',
  ),
  'cache-dir': text('Default cache directory'),
  'certificate-authority': text('Path to a cert file for the certificate authority'),
  'client-certificate': text('Path to a client certificate file for TLS'),
  'client-key': text('Path to a client key file for TLS'),
  cluster: text('The name of the kubeconfig cluster to use'),
  context: text('The name of the kubeconfig context to use'),
  'disable-compression': flag('If true, opt-out of response compression for all requests to the server'),
  'insecure-skip-tls-verify': flag(
    "If true, the server's certificate will not be checked for validity. This will make your HTTPS connections insecure",
  ),
  kubeconfig: text('Path to the kubeconfig file to use for CLI requests.'),
  namespace: { ...text('If present, the namespace scope for this CLI request'), alias: 'n' },
  password: text('Password for basic authentication to the API server'),
  'request-timeout': text(
    "The length of time to wait before giving up on a single server request. Non-zero values should contain a corresponding time unit (e.g. 1s, 2m, 3h). A value of zero means don't timeout requests.",
  ),
  server: { ...text('The address and port of the Kubernetes API server'), alias: 's' },
  'tls-server-name': text(
    'Server name to use for server certificate validation. If it is not provided, the hostname used to contact the server is used',
  ),
  token: text('Bearer token for authentication to the API server'),
  user: text('The name of the kubeconfig user to use'),
  username: text('Username for basic authentication to the API server'),
} as const;

export type ConfigFlagName = keyof typeof configFlags;

/**
 * The flags as yargs hands them over, by their names on the command line. A flag that was given twice is an
 * array; only `as-group` and `as-user-extra` mean something by it, of the others the last one counts.
 */
export type ConfigFlags = {
  [Name in ConfigFlagName]?:
    | ((typeof configFlags)[Name] extends { type: 'boolean' } ? boolean | boolean[] : string | string[])
    | undefined;
};

type TextFlagName = {
  [Name in ConfigFlagName]: (typeof configFlags)[Name] extends { type: 'string' } ? Name : never;
}[ConfigFlagName];

/** The value of a flag; undefined when it was not given or is empty, as kubectl treats both alike. */
export function textFlag(flags: ConfigFlags, name: TextFlagName): string | undefined {
  return listFlag(flags, name).at(-1) || undefined;
}

/** All values of a flag that may be repeated, in order. */
export function listFlag(flags: ConfigFlags, name: TextFlagName): string[] {
  const value = flags[name];
  return value === undefined ? [] : [value].flat();
}

/** Whether a switch was turned on. */
export function switchFlag(
  flags: ConfigFlags,
  name: 'disable-compression' | 'insecure-skip-tls-verify',
): boolean {
  return [flags[name] ?? false].flat().at(-1) === true;
}

function text(description: string): { type: 'string'; description: string; requiresArg: true } {
  return { type: 'string', description, requiresArg: true };
}

function flag(description: string): { type: 'boolean'; description: string } {
  return { type: 'boolean', description };
}
