export { declaredElsewhere } from './declared-elsewhere.ts';
export { hostWithoutPort } from './host-without-port.ts';
export { namespaceCollisions } from './namespace.ts';
export { ownServiceRules } from './own-service.ts';
export type { CollisionRule } from './rule.ts';
export { collisionRules } from './variable-collision.ts';
