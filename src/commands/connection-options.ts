import { configFlags, type ConfigFlagName, type ConfigFlags } from '../collect/cluster/config-flags.ts';
import type { Parsed } from './parsed.ts';

/** The parsed values of kubectl's connection flags. */
export function connectionFlags(parsed: Parsed): ConfigFlags {
  const names = Object.keys(configFlags) as ConfigFlagName[];
  return Object.fromEntries(names.map((name) => [name, parsed[name]]));
}
