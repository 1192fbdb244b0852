import { HOST_PARTS } from '../../figures/node/parts.ts';

/** What nearly all checks of the node have in common. */
export const OF_HOST = { stage: 'host-resources', scope: 'host', needs: HOST_PARTS } as const;
