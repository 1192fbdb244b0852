import { counted } from '../../../units.ts';
import { defineCheck } from '../define-check.ts';
import { line } from '../details.ts';
import { increase } from '../../figures/window/rates.ts';
import { inContainer } from '../../figures/subject.ts';
import { exported, procOfNode, whyNoFigure } from '../../figures/node/parts.ts';
import { OF_HOST } from './of-host.ts';

/** Processes that the kernel killed for memory anywhere on the node in the window. Its counter exists since Linux 4.13. */
export const hostOomKills = defineCheck({
  ...OF_HOST,
  id: 'host-oom-kills',
  title: 'Out-of-memory kills on the node',
  method: 'errors',
  threshold: {
    what: 'Processes outside this container that the kernel killed for memory in the window',
    unit: '',
    comparison: 'above',
    warning: 0,
    why: 'Each one is a process that was lost.',
    source: 'https://docs.kernel.org/admin-guide/cgroup-v2.html#memory-interface-files',
  },
  shownBy: ({ audit }) => inContainer(audit, ['grep', 'oom_kill', '/proc/vmstat']),
  look: (parts) => {
    const { sample, nodeExporter } = parts;
    const { host, because } = procOfNode(parts);
    const counter = exported(nodeExporter, 'node_vmstat_oom_kill') ?? host.vmstat?.['oom_kill'];
    const all = increase(counter);
    if (counter === undefined || all === undefined) {
      return {
        unknown:
          because === undefined
            ? 'The node’s kernel does not count them (Linux before 4.13).'
            : whyNoFigure(parts),
      };
    }
    const own = (sample.known ? increase(sample.value.cgroup.memory.oomKills) : undefined) ?? 0;
    const others = Math.max(0, all - own);
    return {
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
    };
  },
});
