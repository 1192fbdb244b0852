import type { CollisionMatch, CollisionRule } from '../rule.ts';

export interface PortRule {
  id: string;
  app: string;
  variable: string;
  /** The port that the app takes by default; absent where the source does not say. */
  port?: number;
  images: readonly string[];
  commands?: CollisionMatch['commands'];
  source: string;
  /** Where more is known than that it does not start. */
  effect?: string;
  severity?: CollisionRule['severity'];
  certainty?: CollisionRule['certainty'];
  overriddenBy?: CollisionRule['overriddenBy'];
  wayOut?: string;
}

/** The usual case: a Service called like the app makes APP_PORT, and the app takes the URL in it for a port number. */
export function portRule({
  id,
  app,
  variable,
  port,
  images,
  commands,
  source,
  ...more
}: PortRule): CollisionRule {
  return {
    id,
    app,
    reads: [variable],
    match: { images, commands },
    severity: 'high',
    effect: 'It takes the URL tcp://ADDRESS:PORT for a port number and does not start.',
    wayOut: `Declare ${variable} with the port that it is to listen on${port === undefined ? '' : `, by default ${port}`}.`,
    source,
    ...more,
  };
}
