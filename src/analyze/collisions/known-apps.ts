import type { CollisionRule } from './rule.ts';

/** Apps that are known to take variables of service links for settings of their own, each with its source. */
export const KNOWN_APPS: readonly CollisionRule[] = [
  {
    id: 'n8n',
    app: 'n8n',
    reads: ['N8N_PORT'],
    match: { images: ['n8n'], commands: ['n8n'] },
    severity: 'high',
    effect: 'It takes the URL for its port: older versions do not start, newer ones warn and ignore it.',
    wayOut: 'Declare N8N_PORT with the port that it is to listen on, 5678 by default.',
    source: 'https://github.com/n8n-io/n8n/issues/8650',
  },
];
