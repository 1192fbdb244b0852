import type { ContainerSpecEvidence } from '../../contracts/evidence.ts';
import type { ProbeWay } from './request.ts';

const SHELL: ProbeWay = { via: 'sh', executable: 'sh' };
/** On PATH, and where the distroless images keep it. */
const ANY = ['node', '/nodejs/bin/node'];

/**
 * The ways to ask a container, best first. Each is tried only when the one before it does not exist there, for a
 * failed exec costs the container as much as one that works.
 */
export function attempts(
  container: Pick<ContainerSpecEvidence, 'image' | 'command' | 'args'>,
): readonly ProbeWay[] {
  const runsNode = saysNode(container);
  // Only then: the executable of another program, started again, would be a second copy of the application.
  const executables = runsNode ? [...ANY, '/usr/local/bin/node', '/proc/1/exe'] : ANY;
  const nodes = executables.map((executable): ProbeWay => ({ via: 'node', executable }));
  return /distroless/i.test(container.image) ? [...nodes, SHELL] : [SHELL, ...nodes];
}

function saysNode({
  image,
  command,
  args,
}: Pick<ContainerSpecEvidence, 'image' | 'command' | 'args'>): boolean {
  const program = command[0] ?? args[0];
  if (command.length > 0) return isNode(program);
  // The last part of the image's path, without tag and digest: node, nodejs20-debian12, node-distroless.
  const name = image.replace(/@.*$/, '').split('/').at(-1)?.replace(/:.*$/, '') ?? '';
  return isNode(program) || /^node(js)?(\d|-|$)/.test(name);
}

function isNode(program: string | undefined): boolean {
  return program !== undefined && /(^|\/)node(js)?\d*$/.test(program);
}
