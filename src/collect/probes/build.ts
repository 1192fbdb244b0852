import { buildNode } from './build-node.ts';
import { buildShell } from './build-shell.ts';
import type { ProbeCommand, ProbeRequest, ProbeWay } from './request.ts';

/** Names of all variables cannot be longer than the 6 MiB that execve(2) takes; the rest are bounded lines. */
const MOST_BYTES = 8 * 1024 * 1024;
/** 16 tables of sockets of 64 KB, twice for IPv6, and the rest. */
const MOST_SAMPLE_BYTES = 4 * 1024 * 1024;

/** The one exec that asks a container, and watches it where that is wanted, in the given way. */
export function buildProbe(request: ProbeRequest, { via, executable }: ProbeWay): ProbeCommand {
  return {
    ...{ sh: buildShell, node: buildNode }[via](executable, request),
    maxBytes: MOST_BYTES + (request.sample === undefined ? 0 : MOST_SAMPLE_BYTES),
  };
}
