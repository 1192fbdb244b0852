import type { Cluster } from '../../collect/cluster/cluster.ts';
import { findSubjects, type Subjects } from '../../collect/subjects.ts';
import { printable } from '../../present/text.ts';
import type { Context } from '../context.ts';
import type { AuditOptions } from './command.ts';

/** The containers that the options mean; what was chosen for the user is told on stderr. */
export function subjectsFor(options: AuditOptions, context: Context, cluster: Cluster): Promise<Subjects> {
  return findSubjects({
    cluster,
    targets: options.targets,
    selector: options.selector,
    allNamespaces: options.allNamespaces,
    containers: { container: options.container, all: options.allContainers },
    // Names of pods and containers come from the cluster.
    notice: (line) => context.streams.err(`${printable(line)}\n`),
    signal: context.signal,
  });
}
