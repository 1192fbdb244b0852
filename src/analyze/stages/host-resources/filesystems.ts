import type { Check } from '../../../contracts/diagnosis.ts';
import type { FileSystemEvidence } from '../../../contracts/diagnosis-evidence.ts';
import { number, percent, size } from '../../../units.ts';
import { measuredCheck, plainCheck, unknownCheck, type CheckBase } from '../check-of.ts';
import { line } from '../details.ts';
import { checkRule } from '../check-rule.ts';
import { percentOf } from '../rates.ts';
import { describeNode, rawOfNode, whyUnknown } from '../subject.ts';
import { thresholdOf, type ThresholdId } from '../thresholds.ts';
import { HOST_PARTS, type HostParts } from './parts.ts';

/** Space on the kubelet’s file systems. */
export const filesystemSpace = filesystemRule({
  id: 'filesystem-space',
  title: 'Space on the node’s disk',
  left: ({ available, capacity }) => percentOf(available, capacity),
  words: ({ available }) => `${size(available)} free`,
  what: 'space',
});

/** Inodes on the kubelet’s file systems. */
export const filesystemInodes = filesystemRule({
  id: 'filesystem-inodes',
  title: 'Inodes on the node’s disk',
  left: ({ inodes, inodesFree }) => percentOf(inodesFree, inodes),
  words: ({ inodesFree = 0 }) => `${number(inodesFree)} free`,
  what: 'inodes',
});

interface FilesystemRule {
  id: Extract<ThresholdId, 'filesystem-space' | 'filesystem-inodes'>;
  title: string;
  left: (fs: FileSystemEvidence) => number | undefined;
  words: (fs: FileSystemEvidence) => string;
  what: string;
}

/** The fuller of the two file systems is judged; without the kubelet’s figures its own verdict, DiskPressure, is. */
function filesystemRule({ id, title, left, words, what }: FilesystemRule): ReturnType<typeof checkRule> {
  return checkRule({
    stage: 'host-resources',
    needs: HOST_PARTS,
    judge: (parts): Check[] => {
      const base: CheckBase = { id, title, scope: 'host', method: 'utilisation' };
      const seen = filesystems(parts).flatMap(({ name, fs }) => {
        const value = left(fs);
        return value === undefined ? [] : [{ name, fs, value }];
      });
      const [fullest] = seen.toSorted((a, b) => a.value - b.value);
      if (fullest === undefined) return [byCondition({ ...base, ...describeNode(parts.audit) }, id, parts)];
      return [
        measuredCheck(
          { ...base, ...rawOfNode(parts.audit, 'proxy/stats/summary') },
          {
            threshold: id,
            value: fullest.value,
            measured: `${percent(fullest.value)} left`,
            reasons: {
              ok: `The kubelet’s file systems have ${what} left.`,
              warning: `The ${fullest.name} is short of ${what}: the kubelet removes images, and soon pods.`,
              problem: `The ${fullest.name} has so little ${what} left that the kubelet evicts pods.`,
            },
            details: seen.map(({ name, fs, value }) => line(`${name}: ${words(fs)}, ${percent(value)}`)),
          },
        ),
      ];
    },
  });
}

function filesystems({ nodeStats }: HostParts): { name: string; fs: FileSystemEvidence }[] {
  if (!nodeStats.known) return [];
  const { fs, imageFs } = nodeStats.value;
  return [
    ...(fs === undefined ? [] : [{ name: 'file system of pods', fs }]),
    ...(imageFs === undefined ? [] : [{ name: 'file system of images', fs: imageFs }]),
  ];
}

function byCondition(base: CheckBase, id: ThresholdId, { node, nodeStats }: HostParts): Check {
  const pressure = node.known
    ? node.value.conditions.find(({ type }) => type === 'DiskPressure')?.status
    : undefined;
  if (pressure === 'False') {
    return plainCheck(base, {
      verdict: 'ok',
      measured: 'no DiskPressure',
      threshold: thresholdOf(id),
      reason: 'The kubelet says that the node’s disk has enough; figures could not be read.',
    });
  }
  if (pressure === 'True') {
    return plainCheck(base, {
      verdict: 'problem',
      measured: 'DiskPressure',
      threshold: thresholdOf(id),
      reason: 'The kubelet says that the node’s disk is short, and evicts pods.',
    });
  }
  return unknownCheck(base, whyUnknown(nodeStats, node));
}
