import { buildNode } from './build-node.ts';
import { buildShell } from './build-shell.ts';
import { packLines } from './packing.ts';
import type { ProbeCommand, ProbeRequest, ProbeWay } from './request.ts';

/** Names of all variables cannot be longer than the 6 MiB that execve(2) takes; the rest are bounded lines. */
const MOST_BYTES = 8 * 1024 * 1024;
/** For the way there and back. */
const SLACK_MS = 1000;

/** The one exec that asks a container, in the given way. */
export function buildProbe(request: ProbeRequest, way: ProbeWay): ProbeCommand {
  const build = { sh: buildShell, node: buildNode }[way.via];
  return {
    ...build(way.executable, request, packLines(request.expected)),
    maxBytes: MOST_BYTES,
    timeoutMs: request.deadlineSeconds * 1000 + SLACK_MS,
  };
}
