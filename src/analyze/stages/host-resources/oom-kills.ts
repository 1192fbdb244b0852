import type { Check } from '../../../contracts/diagnosis.ts';
import { counted } from '../../../units.ts';
import { measuredCheck, unknownCheck, type CheckBase } from '../check-of.ts';
import { line } from '../details.ts';
import { checkRule } from '../check-rule.ts';
import { increase } from '../rates.ts';
import { inContainer } from '../subject.ts';
import { unknownMemory } from './memory-utilisation.ts';
import { exported, HOST_PARTS, procOfNode } from './parts.ts';

/** Processes that the kernel killed for memory anywhere on the node in the window. Its counter exists since Linux 4.13. */
export const hostOomKills = checkRule({
  stage: 'host-resources',
  needs: HOST_PARTS,
  judge: (parts): Check[] => {
    const base: CheckBase = {
      id: 'host-oom-kills',
      title: 'Out-of-memory kills on the node',
      scope: 'host',
      method: 'errors',
      ...inContainer(parts.audit, ['grep', 'oom_kill', '/proc/vmstat']),
    };
    const proc = procOfNode(parts);
    const counter =
      exported(parts.nodeExporter, 'node_vmstat_oom_kill') ??
      (proc.trusted ? proc.host.vmstat?.['oom_kill'] : undefined);
    const all = increase(counter);
    if (counter === undefined || all === undefined) {
      return [
        unknownCheck(
          base,
          proc.trusted ? 'The node’s kernel does not count them (Linux before 4.13).' : unknownMemory(parts),
        ),
      ];
    }
    const { sample } = parts;
    const own = (sample.known ? increase(sample.value.cgroup.memory.oomKills) : undefined) ?? 0;
    const others = Math.max(0, all - own);
    return [
      measuredCheck(base, {
        threshold: 'host-oom-kills',
        value: others,
        measured: `${others} in the window`,
        reasons: {
          ok: 'Nobody else was killed for memory in the window.',
          warning:
            'Somebody else on the node was killed for memory: by the node’s lack of it, or by a limit of its own.',
        },
        details: [
          line(`Since the node started: ${counted(counter.last, 'kill')}`),
          line(`In this container in the window: ${counted(own, 'kill')}`),
        ],
      }),
    ];
  },
});
