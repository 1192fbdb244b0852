import type { NamespaceRule } from '../scan/judgement.ts';

/** Being written: Services whose variables replace KUBERNETES_… or that no shell can read. */
export const namespaceCollisions: NamespaceRule = () => [];
