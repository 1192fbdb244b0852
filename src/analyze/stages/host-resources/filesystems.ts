import type { FileSystemEvidence } from '../../../contracts/diagnosis-evidence.ts';
import { number, percent, size } from '../../../units.ts';
import { defineCheck, type Finding } from '../define-check.ts';
import { line } from '../details.ts';
import { percentOf } from '../../figures/window/rates.ts';
import { describeNode, rawOfNode, whyUnknown } from '../../figures/subject.ts';
import { EVICTION } from '../../figures/threshold.ts';
import { type HostParts } from '../../figures/node/parts.ts';
import { OF_HOST } from './of-host.ts';

/** Space on the kubelet’s file systems. */
export const filesystemSpace = defineCheck({
  ...OF_HOST,
  id: 'filesystem-space',
  title: 'Space on the node’s disk',
  method: 'utilisation',
  most: 'suspect',
  threshold: {
    what: 'Space that is left on a file system of the kubelet',
    unit: '%',
    comparison: 'below',
    warning: 15,
    problem: 10,
    why: 'The kubelet removes images from 85% used on, and evicts pods below 10% free, by default.',
    source: EVICTION,
  },
  look: (parts) =>
    fullest(parts, 'space', ({ available, capacity }) => ({
      left: percentOf(available, capacity),
      words: size(available),
    })),
});

/** Inodes on the kubelet’s file systems. */
export const filesystemInodes = defineCheck({
  ...OF_HOST,
  id: 'filesystem-inodes',
  title: 'Inodes on the node’s disk',
  method: 'utilisation',
  most: 'suspect',
  threshold: {
    what: 'Inodes that are left on a file system of the kubelet',
    unit: '%',
    comparison: 'below',
    warning: 10,
    problem: 5,
    why: 'The kubelet evicts pods below 5% free by default; the first value is our choice.',
    source: EVICTION,
  },
  look: (parts) =>
    fullest(parts, 'inodes', ({ inodes, inodesFree = 0 }) => ({
      left: percentOf(inodesFree, inodes),
      words: number(inodesFree),
    })),
});

type Left = (fs: FileSystemEvidence) => { left: number | undefined; words: string };

/** The fuller of the two file systems is judged; without the kubelet’s figures its own verdict, DiskPressure, is. */
function fullest(parts: HostParts, what: 'space' | 'inodes', leftOn: Left): Finding {
  const { fs, imageFs } = parts.nodeStats.known ? parts.nodeStats.value : {};
  const seen = Object.entries({ 'file system of pods': fs, 'file system of images': imageFs })
    .flatMap(([name, each]) => (each === undefined ? [] : [{ name, ...leftOn(each) }]))
    .flatMap(({ left, ...each }) => (left === undefined ? [] : [{ ...each, left }]))
    .toSorted((a, b) => a.left - b.left);
  const [first] = seen;
  if (first === undefined) return byCondition(parts);
  return {
    ...rawOfNode(parts.audit, 'proxy/stats/summary'),
    value: first.left,
    measured: `${percent(first.left)} left`,
    reasons: {
      ok: `The kubelet’s file systems have ${what} left.`,
      warning: `The ${first.name} is short of ${what}: the kubelet removes images, and soon pods.`,
      problem: `The ${first.name} has so little ${what} left that the kubelet evicts pods.`,
    },
    details: seen.map(({ name, words, left }) => line(`${name}: ${words} free, ${percent(left)}`)),
  };
}

function byCondition({ audit, node, nodeStats }: HostParts): Finding {
  const conditions = node.known ? node.value.conditions : [];
  const status = conditions.find(({ type }) => type === 'DiskPressure')?.status;
  const command = describeNode(audit);
  if (status === 'False') {
    return {
      ...command,
      verdict: 'ok',
      measured: 'no DiskPressure',
      reason: 'The kubelet says that the node’s disk has enough; figures could not be read.',
    };
  }
  if (status === 'True') {
    return {
      ...command,
      verdict: 'problem',
      measured: 'DiskPressure',
      reason: 'The kubelet says that the node’s disk is short, and evicts pods.',
    };
  }
  return { ...command, unknown: whyUnknown(nodeStats, node) };
}
