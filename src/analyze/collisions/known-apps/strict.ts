import type { CollisionRule } from '../rule.ts';

/**
 * Apps that refuse every variable of their prefix that they do not know: any Service whose name begins so ends them, at
 * their next start and not before. Neo4j, with the databases, does so, too.
 */
export const STRICT: readonly CollisionRule[] = [
  {
    id: 'kurrentdb',
    app: 'KurrentDB',
    reads: ['KURRENTDB_*'],
    match: { images: ['kurrentdb'], commands: ['kurrentd'] },
    severity: 'high',
    effect:
      'It refuses options that it does not know and ends at its next start; what runs now is not disturbed.',
    wayOut: 'Turn service links off, or rename the Service so that its name does not begin with kurrentdb.',
    declarable: false,
    source: 'https://github.com/kurrent-io/KurrentDB/issues/5353',
  },
  {
    id: 'eventstore',
    app: 'EventStoreDB',
    reads: ['EVENTSTORE_*'],
    match: { images: ['eventstore', 'eventstoredb*'], commands: ['eventstored'] },
    severity: 'high',
    effect:
      'Versions from 21.2 on refuse options that they do not know and end at the next start: “The option ServicePort is not a known option.”',
    wayOut: 'Turn service links off, or rename the Service so that its name does not begin with eventstore.',
    declarable: false,
    source: 'https://github.com/kurrent-io/KurrentDB/issues/3324',
  },
  {
    id: 'dragonfly',
    app: 'Dragonfly',
    reads: ['DFLY_*'],
    match: { images: ['dragonflydb/dragonfly'], commands: ['dragonfly'] },
    severity: 'high',
    effect:
      'It refuses DFLY_ variables that are no flags and ends at its next start, whatever it is called itself: “unknown environment variable”. What runs now is not disturbed.',
    wayOut: 'Turn service links off, or rename the Service so that its name does not begin with dfly-.',
    declarable: false,
    source: 'https://github.com/dragonflydb/dragonfly-operator/issues/588',
  },
];
