/** What `kubectl envaudit version` takes. */
export interface VersionOptions {
  output: 'json' | 'yaml' | undefined;
}
