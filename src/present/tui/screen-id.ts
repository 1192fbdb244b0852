/** What the screens are called; also the words after `:`. */
export type ScreenId =
  | 'overview'
  | 'workloads'
  | 'pods'
  | 'containers'
  | 'flow'
  | 'environment'
  | 'probe'
  | 'logs'
  | 'yaml'
  | 'events'
  | 'history'
  | 'contexts'
  | 'namespaces'
  | 'help';
