import type { CollisionSubjectRule } from '../judgement/template.ts';
import { declaredElsewhere, portsDeclaredElsewhere } from './declared-elsewhere.ts';
import { hostWithoutPort } from './host-without-port.ts';
import { ownServices } from './own-service.ts';
import type { CollisionRule } from './rule.ts';
import { collisionFinding, collisionsOf, withKnownApps } from './variable-collision.ts';

export { namespaceCollisions } from './namespace.ts';
export type { CollisionRule } from './rule.ts';

/**
 * Variables of Services that an app takes for settings of its own: by the table of apps and a user's rules, by what
 * other containers of the image declare, by a host that comes without its port, and by names. What one of them tells
 * those after it leave out. With links off there is nothing: nothing but KUBERNETES_… is injected then.
 */
export function collisionRules(rules: readonly CollisionRule[]): CollisionSubjectRule {
  const all = withKnownApps(rules);
  return (judgement) => {
    if (!judgement.linksOn) return [];
    const known = collisionsOf(judgement, all);
    const told = new Set(known.flatMap(({ variables }) => variables));
    const found = known.map((collision) => collisionFinding(judgement, collision));
    if (judgement.container.type === 'ephemeral') return found;
    const ports = portsDeclaredElsewhere(judgement).filter((name) => !told.has(name));
    return [
      ...found,
      ...declaredElsewhere(judgement, ports),
      ...hostWithoutPort(judgement, told),
      ...ownServices(judgement, { rules: all, told: new Set([...told, ...ports]) }),
    ];
  };
}
